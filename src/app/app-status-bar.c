/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: nobody should have to guess whether calls can reach them. The line names the account,
 * its state, the reason, and offers the one thing that helps. */

#include "app-status-bar.h"

#include "app-account-dot.h"
#include "app-closures.h"
#include "app-line-details.h"
#include "app-policy-bar.h"
#include "app-voicemail-bar.h"
#include "phone-words.h"

struct _AppStatusBar
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneAccount *account;
  GSignalGroup *signals;
  GtkWidget *ready;
  GtkWidget *detail;
  GtkWidget *more;
  char *reason;
  guint seconds;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (AppStatusBar, app_status_bar, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_ACCOUNT,
  PROP_REASON,
  PROP_SECONDS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_seconds (AppStatusBar *self,
             guint         seconds)
{
  if (self->seconds == seconds)
    return;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECONDS]);
}

/* Why the line is not up, as far as that is known. */
static char *
make_reason (PhoneAccount *account)
{
  const GError *error = phone_account_get_last_error (account);

  switch (phone_account_get_state (account))
    {
    case PHONE_ACCOUNT_STATE_CONNECTING:
    case PHONE_ACCOUNT_STATE_WAITING:
      return error != NULL ? phone_words_for_error (error) : NULL;
    case PHONE_ACCOUNT_STATE_REFUSED:
      return g_strdup (phone_account_get_status_text (account));
    case PHONE_ACCOUNT_STATE_OFFLINE:
    case PHONE_ACCOUNT_STATE_CONNECTED:
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
update_reason (AppStatusBar *self)
{
  g_autofree char *reason = make_reason (self->account);

  if (g_set_str (&self->reason, reason))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
}

static void
stop_ticking (AppStatusBar *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
}

static gboolean
tick_cb (gpointer user_data)
{
  AppStatusBar *self = user_data;

  set_seconds (self, phone_account_get_seconds_to_next_try (self->account));
  return G_SOURCE_CONTINUE;
}

static const char *
get_style (PhoneAccountState state)
{
  switch (state)
    {
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return "ready";
    case PHONE_ACCOUNT_STATE_WAITING:
      return "waiting";
    case PHONE_ACCOUNT_STATE_REFUSED:
      return "refused";
    case PHONE_ACCOUNT_STATE_OFFLINE:
    case PHONE_ACCOUNT_STATE_CONNECTING:
    case PHONE_ACCOUNT_STATE_CONNECTED:
      return "quiet";
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The countdown is the only thing about an account that passes without a notification. */
static void
account_state_cb (AppStatusBar *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);
  const char *classes[] = { "status-bar", get_style (state), NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  /* What is as it should be is one quiet line; more is said where there is something to say. */
  gtk_widget_set_visible (self->ready, state == PHONE_ACCOUNT_STATE_REGISTERED);
  gtk_widget_set_visible (self->detail, state != PHONE_ACCOUNT_STATE_REGISTERED);
  update_reason (self);
  set_seconds (self, phone_account_get_seconds_to_next_try (self->account));
  if (state != PHONE_ACCOUNT_STATE_WAITING)
    stop_ticking (self);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
help_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  PhoneAccount *account = APP_STATUS_BAR (widget)->account;
  g_autofree char *action = app_closures_status_action (widget, phone_account_get_state (account));

  gtk_widget_activate_action (widget, action, "s", phone_account_get_id (account));
}

static void
set_account (AppStatusBar *self,
             PhoneAccount *account)
{
  if (!g_set_object (&self->account, account))
    return;
  stop_ticking (self);
  g_signal_group_set_target (self->signals, account);
  if (account != NULL)
    account_state_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

/* Within a popover the details stand below the line itself. */
static void
app_status_bar_root (GtkWidget *widget)
{
  AppStatusBar *self = APP_STATUS_BAR (widget);

  GTK_WIDGET_CLASS (app_status_bar_parent_class)->root (widget);
  gtk_widget_set_visible (self->more, gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL);
}

static void
app_status_bar_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AppStatusBar *self = APP_STATUS_BAR (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_SECONDS:
      g_value_set_uint (value, self->seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_status_bar_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&APP_STATUS_BAR (object)->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ACCOUNT:
      set_account (APP_STATUS_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_status_bar_dispose (GObject *object)
{
  AppStatusBar *self = APP_STATUS_BAR (object);

  stop_ticking (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_STATUS_BAR);
  G_OBJECT_CLASS (app_status_bar_parent_class)->dispose (object);
}

static void
app_status_bar_finalize (GObject *object)
{
  g_free (APP_STATUS_BAR (object)->reason);
  G_OBJECT_CLASS (app_status_bar_parent_class)->finalize (object);
}

static void
app_status_bar_class_init (AppStatusBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_status_bar_get_property;
  object_class->set_property = app_status_bar_set_property;
  object_class->dispose = app_status_bar_dispose;
  object_class->finalize = app_status_bar_finalize;
  widget_class->root = app_status_bar_root;

  /**
   * AppStatusBar:phone: (nullable)
   *
   * The phone the account belongs to.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppStatusBar:account: (nullable)
   *
   * The account whose state is shown.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppStatusBar:reason: (nullable)
   *
   * A sentence that says why the account is not connected.
   */
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AppStatusBar:seconds:
   *
   * Seconds to the next attempt to connect; 0 if none is planned.
   */
  props[PROP_SECONDS] = g_param_spec_uint ("seconds", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-status-bar.ui");
  g_type_ensure (APP_TYPE_ACCOUNT_DOT);
  g_type_ensure (APP_TYPE_LINE_DETAILS);
  g_type_ensure (APP_TYPE_POLICY_BAR);
  g_type_ensure (APP_TYPE_VOICEMAIL_BAR);
  gtk_widget_class_bind_template_child (widget_class, AppStatusBar, ready);
  gtk_widget_class_bind_template_child (widget_class, AppStatusBar, detail);
  gtk_widget_class_bind_template_child (widget_class, AppStatusBar, more);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "status.help", NULL, help_cb);
}

static void
app_status_bar_init (AppStatusBar *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (account_state_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::attempt", G_CALLBACK (account_state_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::status-text", G_CALLBACK (account_state_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->detail, NULL, -1);
}

/**
 * app_status_bar_new:
 * @phone: a phone
 * @account: one of its accounts
 *
 * Returns: (transfer floating): the line of @account
 */
GtkWidget *
app_status_bar_new (Phone        *phone,
                    PhoneAccount *account)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  return g_object_new (APP_TYPE_STATUS_BAR, "phone", phone, "account", account, NULL);
}
