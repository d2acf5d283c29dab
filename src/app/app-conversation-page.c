/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what was written and said with one person, and a place to write more. */

#include "app-conversation-page-private.h"

#include <glib/gi18n.h>

#include "app-call-event.h"
#include "app-closures.h"
#include "app-face.h"
#include "app-found.h"
#include "app-message-row.h"
#include "app-request-bar.h"
#include "app-presence-mark.h"
#include "app-status-button.h"
#include "app-timeline.h"
#include "app-via-button.h"
#include "app-why.h"

G_DEFINE_FINAL_TYPE (AppConversationPage, app_conversation_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_CONVERSATION,
  PROP_MUTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* How it went is shown by the message itself, which lives on whether or not this page does. */
static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_conversation_send_finish (PHONE_CONVERSATION (source), result, &error))
    g_debug ("message not sent: %s", error->message);
}

static void
send_text (AppConversationPage *self,
           const char          *text)
{
  self->at_end = TRUE;
  phone_conversation_send_async (self->conversation, text, NULL, sent_cb, NULL);
}

static char *
dup_written (AppConversationPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->entry);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_strdup (g_strstrip (text));
}

static void
send_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (widget);
  g_autofree char *text = dup_written (self);

  if (*text == '\0')
    return;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->entry), "", 0);
  send_text (self, text);
}

static void
entry_changed_cb (AppConversationPage *self)
{
  g_autofree char *text = dup_written (self);
  int n = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->entry));

  gtk_widget_set_visible (self->placeholder, n == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conversation.send", *text != '\0');
  if (self->conversation != NULL)
    phone_conversation_set_draft (self->conversation, text);
}

/* What was begun here before, or in an earlier life. */
static void
restore_draft (AppConversationPage *self)
{
  const char *draft = phone_conversation_get_draft (self->conversation);
  g_autofree char *text = g_strdup (draft);

  if (text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->entry), text, -1);
}

static void
conversation_composing_cb (AppConversationPage *self)
{
  /* Translators: %s is a person’s name */
  g_autofree char *words = g_strdup_printf (_("%s is writing…"), phone_conversation_get_title (self->conversation));

  gtk_label_set_label (self->writing, phone_conversation_get_composing (self->conversation) ? words : "");
}

/* Enter sends; with Shift it begins a new line. */
static gboolean
entry_key_cb (AppConversationPage   *self,
              guint                  key,
              guint                  code,
              GdkModifierType        modifiers,
              GtkEventControllerKey *controller)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (modifiers & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "conversation.send", NULL);
  return GDK_EVENT_STOP;
}

static void
scroll_to_end (AppConversationPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n = g_list_model_get_n_items (self->timeline);

  if (n > 0)
    gtk_list_view_scroll_to (self->list, n - 1, GTK_LIST_SCROLL_NONE, NULL);
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

static void
timeline_changed_cb (AppConversationPage *self)
{
  gboolean empty = g_list_model_get_n_items (self->timeline) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  if (self->at_end)
    scroll_to_end (self);
}

static void
conversation_unread_cb (AppConversationPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && phone_conversation_get_unread (self->conversation) > 0)
    phone_conversation_mark_read (self->conversation);
}

static void
scrolled_cb (AppConversationPage *self,
             GtkAdjustment       *adjustment)
{
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                - gtk_adjustment_get_value (adjustment);

  self->at_end = rest < 24;
}

/* Rows grow while they are measured, and the end moves with them. */
static void
grown_cb (AppConversationPage *self)
{
  if (self->at_end && self->timeline != NULL)
    scroll_to_end (self);
}

static gboolean
is_let_in (AppConversationPage *self)
{
  return phone_conversation_get_standing (self->conversation) < PHONE_STANDING_REQUEST;
}

static void
row_bind_cb (AppConversationPage      *self,
             GtkListItem              *list_item,
             GtkSignalListItemFactory *factory)
{
  gpointer item = gtk_list_item_get_item (list_item);
  gboolean plain = !is_let_in (self);
  GtkWidget *row = PHONE_IS_MESSAGE (item) ? g_object_new (APP_TYPE_MESSAGE_ROW, "plain", plain, "message", item, NULL)
                                           : g_object_new (APP_TYPE_CALL_EVENT, "entry", item, NULL);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, NULL);
}

static void
day_bind_cb (GtkSignalListItemFactory *factory,
             GtkListHeader            *header)
{
  g_autofree char *day = app_closures_day (NULL, app_timeline_get_time (gtk_list_header_get_item (header)));
  GtkWidget *label = gtk_label_new (day);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

/* Once they are let in, what they wrote is read anew, with its links. */
static void
show_timeline (AppConversationPage *self)
{
  gtk_list_view_set_model (self->list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->timeline))));
  gtk_widget_set_visible (self->composer, is_let_in (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conversation.block",
                                 phone_conversation_get_standing (self->conversation) != PHONE_STANDING_BLOCKED);
}

static void
standing_cb (AppConversationPage *self)
{
  show_timeline (self);
  if (self->at_end)
    scroll_to_end (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

static void
set_conversation (AppConversationPage *self,
                  PhoneConversation   *conversation)
{
  if (conversation == NULL || !g_set_object (&self->conversation, conversation))
    return;
  self->timeline = app_timeline_new (conversation, phone_get_history (self->phone));
  g_signal_connect_object (self->timeline, "items-changed", G_CALLBACK (timeline_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_timeline (self);
  app_conversation_page_follow_addresses (self);
  g_signal_connect_object (conversation, "notify::standing", G_CALLBACK (standing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::unread", G_CALLBACK (conversation_unread_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::composing", G_CALLBACK (conversation_composing_cb), self,
                           G_CONNECT_SWAPPED);
  conversation_composing_cb (self);
  restore_draft (self);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), phone_conversation_get_title (conversation));
  timeline_changed_cb (self);
}

static void
app_conversation_page_shown (AdwNavigationPage *page)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (page);

  /* What a stranger wrote is not to be marked, nor a button to be pressed by a key meant for something else; but Tab has
   * to begin somewhere. */
  gtk_widget_grab_focus (is_let_in (self) ? GTK_WIDGET (self->entry) : GTK_WIDGET (self->list));
  phone_conversation_mark_read (self->conversation);
}

static void
app_conversation_page_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CONVERSATION:
      g_value_set_object (value, self->conversation);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->conversation != NULL && phone_conversation_get_standing (self->conversation)
                                                                  == PHONE_STANDING_MUTED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_page_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      g_set_object (&self->phone, g_value_get_object (value));
      break;
    case PROP_CONVERSATION:
      set_conversation (self, g_value_get_object (value));
      break;
    case PROP_MUTED:
      phone_conversation_set_muted (self->conversation, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_page_dispose (GObject *object)
{
  AppConversationPage *self = APP_CONVERSATION_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CONVERSATION_PAGE);
  g_clear_object (&self->timeline);
  g_clear_object (&self->conversation);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_conversation_page_parent_class)->dispose (object);
}

static void
app_conversation_page_class_init (AppConversationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_conversation_page_get_property;
  object_class->set_property = app_conversation_page_set_property;
  object_class->dispose = app_conversation_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = app_conversation_page_shown;

  /**
   * AppConversationPage:phone: (nullable)
   *
   * The phone whose past calls are shown between the messages.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppConversationPage:conversation: (nullable)
   *
   * The conversation shown.
   */
  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, PHONE_TYPE_CONVERSATION, flags);
  /**
   * AppConversationPage:muted:
   *
   * Whether nobody is told when a message comes.
   */
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_REQUEST_BAR);
  g_type_ensure (APP_TYPE_PRESENCE_MARK);
  g_type_ensure (APP_TYPE_STATUS_BUTTON);
  g_type_ensure (APP_TYPE_WHY);
  g_type_ensure (APP_TYPE_VIA_BUTTON);
  g_type_ensure (APP_TYPE_FACE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-conversation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, list);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, writing);
  gtk_widget_class_bind_template_child (widget_class, AppConversationPage, composer);
  app_closures_bind (widget_class);
  app_conversation_page_install_actions (widget_class);
  app_conversation_page_install_join_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "conversation.send", NULL, send_cb);
}

static void
set_up_list (AppConversationPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) days = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment;

  g_signal_connect_object (rows, "bind", G_CALLBACK (row_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (rows, "unbind", G_CALLBACK (row_unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, rows);
  g_signal_connect (days, "bind", G_CALLBACK (day_bind_cb), NULL);
  gtk_list_view_set_header_factory (self->list, days);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
}

static void
app_conversation_page_init (AppConversationPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->at_end = TRUE;
  set_up_list (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->entry), "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  app_conversation_page_take_files (self);
  entry_changed_cb (self);
}

/**
 * app_conversation_page_new:
 * @phone: a phone
 * @conversation: one of its conversations
 *
 * Returns: (transfer floating): a page that shows its end
 */
AppConversationPage *
app_conversation_page_new (Phone             *phone,
                           PhoneConversation *conversation)
{
  return g_object_new (APP_TYPE_CONVERSATION_PAGE, "phone", phone, "conversation", conversation, NULL);
}

/**
 * app_conversation_page_get_conversation:
 * @self: a page
 *
 * Returns: (transfer none): the conversation it shows
 */
PhoneConversation *
app_conversation_page_get_conversation (AppConversationPage *self)
{
  g_return_val_if_fail (APP_IS_CONVERSATION_PAGE (self), NULL);

  return self->conversation;
}

/**
 * app_conversation_page_show_moment:
 * @self: a page
 * @time: when something was said or written
 *
 * Leads to it, away from the end.
 */
void
app_conversation_page_show_moment (AppConversationPage *self,
                                   GDateTime           *time)
{
  g_return_if_fail (APP_IS_CONVERSATION_PAGE (self));
  g_return_if_fail (time != NULL);

  self->at_end = FALSE;
  app_found_show (self->list, time);
}
