/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who keeps somebody waiting must not forget them, nor look for them. Every other call lies as a card over
 * the one that is shown, and a press on its button swaps the two. */

#include "app-call-card.h"

#include "config.h"

#include "app-closures.h"
#include "app-conference.h"
#include "app-failure.h"

struct _AppCallCard
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;
  PhoneCall *shown;
  GtkWidget *swap;
};

G_DEFINE_FINAL_TYPE (AppCallCard, app_call_card, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  PROP_SHOWN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Those who talk together are in the card of the conference. */
static gboolean
is_wanted (AppCallCard *self)
{
  PhoneConference *together = app_conference_of (self->phone, self->shown);

  return self->call != self->shown && app_closures_call_goes_on (NULL, phone_call_get_state (self->call))
         && app_closures_call_goes_on (NULL, phone_call_get_state (self->shown))
         && (together == NULL || !phone_conference_has (together, self->call));
}

/* GTK keeps what is hidden with the focus in it alive when something within is hidden as well, so that is left as it is. */
static void
show (AppCallCard *self)
{
  if (self->call == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), is_wanted (self));
  if (is_wanted (self))
    gtk_widget_set_visible (self->swap, app_closures_call_has_sound (NULL, phone_call_get_state (self->call))
                                          && app_closures_call_has_sound (NULL, phone_call_get_state (self->shown))
                                          && app_conference_of (self->phone, self->shown) == NULL);
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    app_failure_show (window, error);
}

/* Of two the phone knows which is which; of more, the one is taken back that was meant, and all others wait. */
static void
swap_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppCallCard *self = APP_CALL_CARD (widget);
  g_autoptr (PhoneCall) call = g_object_ref (self->call);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (g_list_model_get_n_items (phone_get_calls (self->phone)) == 2)
    gtk_widget_activate_action (widget, "call.swap", NULL);
  else if (phone_call_get_state (call) == PHONE_CALL_STATE_HELD)
    phone_call_set_hold_async (call, FALSE, NULL, taken_back_cb, g_object_ref (root));
  gtk_widget_activate_action (GTK_WIDGET (root), "win.show-call", "s", phone_call_get_id (call));
}

static void
app_call_card_constructed (GObject *object)
{
  AppCallCard *self = APP_CALL_CARD (object);

  G_OBJECT_CLASS (app_call_card_parent_class)->constructed (object);
  g_signal_connect_object (self->call, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "conference-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
app_call_card_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AppCallCard *self = APP_CALL_CARD (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    case PROP_SHOWN:
      g_value_set_object (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_card_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AppCallCard *self = APP_CALL_CARD (object);

  switch (id)
    {
    case PROP_PHONE:
      self->phone = g_value_dup_object (value);
      break;
    case PROP_CALL:
      self->call = g_value_dup_object (value);
      break;
    case PROP_SHOWN:
      self->shown = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_card_dispose (GObject *object)
{
  AppCallCard *self = APP_CALL_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_CARD);
  g_clear_object (&self->shown);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_card_parent_class)->dispose (object);
}

static void
app_call_card_class_init (AppCallCardClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = app_call_card_constructed;
  object_class->get_property = app_call_card_get_property;
  object_class->set_property = app_call_card_set_property;
  object_class->dispose = app_call_card_dispose;

  /**
   * AppCallCard:phone:
   *
   * The phone of both calls.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppCallCard:call:
   *
   * The call of the card.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  /**
   * AppCallCard:shown:
   *
   * The call of the page.
   */
  props[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, PHONE_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallCard, swap);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "card.swap", NULL, swap_cb);
}

static void
app_call_card_init (AppCallCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
calls_changed_cb (GtkBox     *box,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *calls)
{
  Phone *phone = g_object_get_data (G_OBJECT (box), "phone");
  PhoneCall *shown = g_object_get_data (G_OBJECT (box), "shown");
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (call != shown)
        gtk_box_append (box, g_object_new (APP_TYPE_CALL_CARD, "phone", phone, "call", call, "shown", shown, NULL));
    }
}

/**
 * app_call_card_attach:
 * @page: a page whose child is an #AdwToolbarView
 * @phone: a phone
 * @shown: the call the page shows
 *
 * Lays all other calls as cards over the page.
 */
void
app_call_card_attach (AdwNavigationPage *page,
                      Phone             *phone,
                      PhoneCall         *shown)
{
  GtkWidget *box;
  GListModel *calls;

  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CALL (shown));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  calls = phone_get_calls (phone);
  g_object_set_data_full (G_OBJECT (box), "phone", g_object_ref (phone), g_object_unref);
  g_object_set_data_full (G_OBJECT (box), "shown", g_object_ref (shown), g_object_unref);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page)), box);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), box, G_CONNECT_SWAPPED);
  calls_changed_cb (GTK_BOX (box), 0, 0, 0, calls);
}
