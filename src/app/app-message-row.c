/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a message as a bubble on the side of whoever wrote it, and under it when, or why it did
 * not get there. */

#include "app-message-row.h"

#include <glib/gi18n.h>

#include "app-closures.h"
#include "app-conversation-page.h"
#include "app-links.h"

struct _AppMessageRow
{
  AdwBin parent_instance;

  PhoneMessage *message;
  gboolean plain;
  GSignalGroup *signals;
  GtkLabel *text;
  GtkWidget *meta;
  GtkLabel *sending;
  GtkImage *mark;
  GtkWidget *failure;
};

G_DEFINE_FINAL_TYPE (AppMessageRow, app_message_row, ADW_TYPE_BIN)

enum
{
  PROP_MESSAGE = 1,
  PROP_PLAIN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
send_again_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AppMessageRow *self = APP_MESSAGE_ROW (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, APP_TYPE_CONVERSATION_PAGE);

  if (page != NULL)
    phone_conversation_retry (app_conversation_page_get_conversation (APP_CONVERSATION_PAGE (page)), self->message);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error))
    g_info ("a link was not opened: %s", error->message);
}

/* Telephone addresses are ours; everything else is the desktop's, which may ask first. */
static gboolean
activate_link_cb (AppMessageRow *self,
                  const char    *uri)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (g_ascii_strncasecmp (uri, "http", strlen ("http")) != 0)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.call", "s", uri);

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, launched_cb, NULL);
  return TRUE;
}

/* Only what is proven: taken, arrived, shown. */
static void
show_mark (AppMessageRow    *self,
           PhoneMessageState state)
{
  gboolean sent = state == PHONE_MESSAGE_STATE_SENT;
  const char *name = sent                                     ? _("Sent")
                     : state == PHONE_MESSAGE_STATE_DELIVERED ? _("Delivered")
                                                              : NULL;
  const char *error_text = phone_message_get_error_text (self->message);

  gtk_widget_set_visible (GTK_WIDGET (self->mark), name != NULL);
  gtk_image_set_from_icon_name (self->mark, sent ? "message-sent-symbolic" : "message-delivered-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);

  gtk_widget_set_visible (GTK_WIDGET (self->sending),
                          state == PHONE_MESSAGE_STATE_SENDING || state == PHONE_MESSAGE_STATE_READ);
  if (state == PHONE_MESSAGE_STATE_READ)
    gtk_label_set_label (self->sending, _("Read"));
  else if (error_text == NULL)
    gtk_label_set_label (self->sending, _("Sending…"));
  else
    {
      /* Translators: %s is a whole sentence that says why, such as “There is no connection to the server.” */
      g_autofree char *waits = g_strdup_printf (_("Will be sent later. %s"), error_text);

      gtk_label_set_label (self->sending, waits);
    }
}

static void
show_text (AppMessageRow *self)
{
  const char *text = phone_message_get_text (self->message);
  g_autofree char *markup = self->plain ? NULL : app_links_dup_markup (text);

  if (markup != NULL)
    gtk_label_set_markup (self->text, markup);
  else
    gtk_label_set_text (self->text, text);
}

static void
message_state_cb (AppMessageRow *self)
{
  PhoneMessageState state = phone_message_get_state (self->message);
  GtkAlign side = phone_message_is_outgoing (self->message) ? GTK_ALIGN_END : GTK_ALIGN_START;
  const char *classes[] = { "bubble", side == GTK_ALIGN_END ? "outgoing" : "incoming", NULL, NULL };

  if (state == PHONE_MESSAGE_STATE_NOT_SENT)
    classes[2] = "not-sent";
  gtk_widget_set_css_classes (GTK_WIDGET (self->text), classes);
  gtk_widget_set_halign (GTK_WIDGET (self), side);
  gtk_widget_set_halign (GTK_WIDGET (self->text), side);
  gtk_widget_set_halign (self->meta, side);
  gtk_widget_set_halign (self->failure, side);
  show_mark (self, state);
  gtk_widget_set_visible (self->failure, state == PHONE_MESSAGE_STATE_NOT_SENT);
}

static void
set_message (AppMessageRow *self,
             PhoneMessage  *message)
{
  if (!g_set_object (&self->message, message))
    return;
  g_signal_group_set_target (self->signals, message);
  if (message != NULL)
    {
      show_text (self);
      message_state_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

static void
app_message_row_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, APP_MESSAGE_ROW (object)->message);
      break;
    case PROP_PLAIN:
      g_value_set_boolean (value, APP_MESSAGE_ROW (object)->plain);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_message_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_MESSAGE:
      set_message (APP_MESSAGE_ROW (object), g_value_get_object (value));
      break;
    case PROP_PLAIN:
      APP_MESSAGE_ROW (object)->plain = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_message_row_dispose (GObject *object)
{
  AppMessageRow *self = APP_MESSAGE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->message);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_MESSAGE_ROW);
  G_OBJECT_CLASS (app_message_row_parent_class)->dispose (object);
}

static void
app_message_row_class_init (AppMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_message_row_get_property;
  object_class->set_property = app_message_row_set_property;
  object_class->dispose = app_message_row_dispose;

  /**
   * AppMessageRow:message: (nullable)
   *
   * The message shown.
   */
  props[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, PHONE_TYPE_MESSAGE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppMessageRow:plain:
   *
   * Whether nothing in it can be followed or looked at: a stranger wrote it.
   */
  props[PROP_PLAIN] = g_param_spec_boolean ("plain", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppMessageRow, text);
  gtk_widget_class_bind_template_child (widget_class, AppMessageRow, meta);
  gtk_widget_class_bind_template_child (widget_class, AppMessageRow, sending);
  gtk_widget_class_bind_template_child (widget_class, AppMessageRow, mark);
  gtk_widget_class_bind_template_child (widget_class, AppMessageRow, failure);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "message.send-again", NULL, send_again_cb);
}

static void
app_message_row_init (AppMessageRow *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (message_state_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::error-text", G_CALLBACK (message_state_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->text, "activate-link", G_CALLBACK (activate_link_cb), self, G_CONNECT_SWAPPED);
}
