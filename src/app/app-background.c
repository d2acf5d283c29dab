/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a telephone that cannot be reached once its window is closed is none. The desktop decides whether a
 * program may go on unseen and whether it starts by itself; it is asked through its portal, its answer is what the
 * preferences show, and where it says no the telephone takes its leave of the servers and is not ended in mid-ring. */

#include "app-background.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-duty.h"
#include "app-portal.h"
#include "app-settings.h"

#define BACKGROUND "app-background"
#define LATER_ID   "background"

struct _AppBackground
{
  GObject parent_instance;

  GWeakRef phone;
  GWeakRef window;
  GSettings *settings; /* NULL: not installed, nothing is remembered */
  GCancellable *cancellable;
  AppDuty *duty;
  AppBackgroundStanding standing;
  gboolean keep;
  gboolean autostart;
};

G_DEFINE_FINAL_TYPE (AppBackground, app_background, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (AppBackgroundStanding, app_background_standing,
                    G_DEFINE_ENUM_VALUE (APP_BACKGROUND_STANDING_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (APP_BACKGROUND_STANDING_ALLOWED, "allowed"),
                    G_DEFINE_ENUM_VALUE (APP_BACKGROUND_STANDING_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (APP_BACKGROUND_STANDING_UNAVAILABLE, "unavailable"))

enum
{
  PROP_STANDING = 1,
  PROP_KEEP,
  PROP_AUTOSTART,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Nobody can call who only practises. */
static gboolean
can_be_called (AppBackground *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  GListModel *accounts = phone != NULL ? phone_get_accounts (phone) : NULL;

  for (guint i = 0; accounts != NULL && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (!phone_account_is_practice (account))
        return TRUE;
    }
  return FALSE;
}

/* --- what the desktop is told --- */

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    g_debug ("the desktop shows no status: %s", error->message);
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppBackground) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  if (bus == NULL || self->duty == NULL)
    return;
  g_variant_dict_insert (&options, "message", "s", app_duty_get_words (self->duty));
  g_dbus_connection_call (bus, APP_PORTAL_NAME, APP_PORTAL_PATH, "org.freedesktop.portal.Background", "SetStatus",
                          g_variant_new ("(@a{sv})", g_variant_dict_end (&options)), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, told_cb, NULL);
}

/* Only who may stay has a line among those that do. */
static void
tell_status (AppBackground *self)
{
  if (self->standing == APP_BACKGROUND_STANDING_ALLOWED)
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, got_bus_cb, g_object_ref (self));
}

/* --- the window --- */

static void
update_window (AppBackground *self)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (&self->window);

  if (window != NULL)
    gtk_window_set_hide_on_close (window, app_background_stays (self));
}

static void
notify_person (AppBackground *self,
               const char    *title,
               const char    *body)
{
  g_autoptr (GNotification) notification = g_notification_new (title);
  GApplication *application = g_application_get_default ();

  g_notification_set_body (notification, body);
  if (application != NULL && g_application_get_is_registered (application))
    g_application_send_notification (application, LATER_ID, notification);
}

/* Once in a life. */
static void
tell_first_time (AppBackground *self)
{
  g_autofree char *title = NULL;

  if (self->settings == NULL || g_settings_get_boolean (self->settings, "background-told"))
    return;
  g_settings_set_boolean (self->settings, "background-told", TRUE);
  /* Translators: %s is the name of the program. */
  title = g_strdup_printf (_("%s Keeps Running"), g_get_application_name ());
  notify_person (self, title, _("Calls and messages still reach you. Choose Quit from its menu to end it."));
}

static void
tell_refused (AppBackground *self)
{
  g_autofree char *title = g_strdup_printf (_("%s Was Closed"), g_get_application_name ());

  notify_person (self, title, _("Your desktop does not let it run in the background, so that nobody reaches you now."));
}

/* Whoever was hidden in good faith does not stay where that is refused. */
static void
settle (AppBackground *self)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (&self->window);

  if (window == NULL || gtk_widget_get_visible (GTK_WIDGET (window)))
    return;
  if (self->standing != APP_BACKGROUND_STANDING_REFUSED)
    {
      tell_first_time (self);
      return;
    }
  tell_refused (self);
  gtk_window_destroy (window);
}

/* A window that is destroyed is hidden first: only a moment later is it known which of the two it was. */
static void
ask_if_hidden_cb (gpointer data)
{
  g_autoptr (AppBackground) self = data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&self->window);

  if (window != NULL && !gtk_widget_in_destruction (GTK_WIDGET (window))
      && !gtk_widget_get_visible (GTK_WIDGET (window)))
    app_background_ask (self);
}

static void
visible_cb (AppBackground *self,
            GParamSpec    *pspec,
            GtkWindow     *window)
{
  GApplication *application = g_application_get_default ();

  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    g_idle_add_once (ask_if_hidden_cb, g_object_ref (self));
  else if (application != NULL && g_application_get_is_registered (application))
    g_application_withdraw_notification (application, LATER_ID);
}

/* --- the answer --- */

static void
set_autostart (AppBackground *self,
               gboolean       autostart)
{
  if (self->autostart == autostart)
    return;
  self->autostart = autostart;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTOSTART]);
}

static void
set_standing (AppBackground         *self,
              AppBackgroundStanding  standing)
{
  if (self->standing == standing)
    return;
  self->standing = standing;
  update_window (self);
  tell_status (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
}

static AppBackgroundStanding
read_error (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? APP_BACKGROUND_STANDING_REFUSED
                                                                           : APP_BACKGROUND_STANDING_UNAVAILABLE;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AppBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = app_portal_ask_finish (result, &error);
  gboolean allowed = FALSE;
  gboolean autostart = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    {
      g_variant_lookup (answer, "background", "b", &allowed);
      g_variant_lookup (answer, "autostart", "b", &autostart);
    }
  else
    g_debug ("the desktop was asked for the background in vain: %s", error->message);
  set_autostart (self, autostart);
  set_standing (self, error != NULL ? read_error (error)
                      : allowed     ? APP_BACKGROUND_STANDING_ALLOWED
                                    : APP_BACKGROUND_STANDING_REFUSED);
  settle (self);
}

/**
 * app_background_ask:
 * @self: an object
 *
 * Asks the desktop whether the telephone may stay, and tells it whether it is to start with it.
 */
void
app_background_ask (AppBackground *self)
{
  const char *const command[] = { "earshot", "--background", NULL };
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  g_return_if_fail (APP_IS_BACKGROUND (self));

  g_variant_dict_insert (&options, "reason", "s", _("Calls and messages reach you while the window is closed."));
  g_variant_dict_insert (&options, "autostart", "b", self->autostart);
  g_variant_dict_insert (&options, "commandline", "^as", command);
  g_variant_dict_insert (&options, "dbus-activatable", "b", FALSE);
  app_portal_ask_async ("Background", "RequestBackground", &options, self->cancellable, asked_cb, g_object_ref (self));
}

static void
app_background_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AppBackground *self = APP_BACKGROUND (object);

  switch (id)
    {
    case PROP_STANDING:
      g_value_set_enum (value, self->standing);
      break;
    case PROP_KEEP:
      g_value_set_boolean (value, self->keep);
      break;
    case PROP_AUTOSTART:
      g_value_set_boolean (value, self->autostart);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_background_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppBackground *self = APP_BACKGROUND (object);

  switch (id)
    {
    case PROP_KEEP:
      if (self->keep == g_value_get_boolean (value))
        return;
      self->keep = g_value_get_boolean (value);
      update_window (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_AUTOSTART:
      if (self->autostart == g_value_get_boolean (value))
        return;
      set_autostart (self, g_value_get_boolean (value));
      app_background_ask (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_background_dispose (GObject *object)
{
  AppBackground *self = APP_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->duty);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (app_background_parent_class)->dispose (object);
}

static void
app_background_finalize (GObject *object)
{
  AppBackground *self = APP_BACKGROUND (object);

  g_weak_ref_clear (&self->phone);
  g_weak_ref_clear (&self->window);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (app_background_parent_class)->finalize (object);
}

static void
app_background_class_init (AppBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_background_get_property;
  object_class->set_property = app_background_set_property;
  object_class->dispose = app_background_dispose;
  object_class->finalize = app_background_finalize;

  /**
   * AppBackground:standing:
   *
   * What the desktop said when it was asked last.
   */
  props[PROP_STANDING] = g_param_spec_enum ("standing", NULL, NULL, APP_TYPE_BACKGROUND_STANDING,
                                            APP_BACKGROUND_STANDING_UNKNOWN, flags);
  /**
   * AppBackground:keep:
   *
   * Whether the telephone is to stay when its window is closed.
   */
  props[PROP_KEEP] = g_param_spec_boolean ("keep", NULL, NULL, TRUE,
                                           flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AppBackground:autostart:
   *
   * Whether the telephone starts with the desktop: wished for until the desktop has answered, then true.
   */
  props[PROP_AUTOSTART] = g_param_spec_boolean ("autostart", NULL, NULL, FALSE,
                                                flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_background_init (AppBackground *self)
{
  g_weak_ref_init (&self->phone, NULL);
  g_weak_ref_init (&self->window, NULL);
  self->cancellable = g_cancellable_new ();
  self->keep = TRUE;
}

static void
bind (AppBackground *self)
{
  self->settings = app_settings_new ();
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "run-in-background", self, "keep", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "autostart", self, "autostart", G_SETTINGS_BIND_DEFAULT);
}

static AppBackground *
app_background_new (Phone *phone)
{
  AppBackground *self = g_object_new (APP_TYPE_BACKGROUND, NULL);

  g_weak_ref_set (&self->phone, phone);
  self->duty = app_duty_new (phone);
  g_signal_connect_object (self->duty, "notify::words", G_CALLBACK (tell_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (update_window), self,
                           G_CONNECT_SWAPPED);
  bind (self);
  return self;
}

/**
 * app_background_get:
 * @phone: a phone
 *
 * Returns: (transfer none): what keeps it on duty
 */
AppBackground *
app_background_get (Phone *phone)
{
  AppBackground *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  self = g_object_get_data (G_OBJECT (phone), BACKGROUND);
  if (self == NULL)
    {
      self = app_background_new (phone);
      g_object_set_data_full (G_OBJECT (phone), BACKGROUND, self, g_object_unref);
    }
  return self;
}

/**
 * app_background_get_standing:
 * @self: an object
 *
 * Returns: what the desktop said when it was asked last
 */
AppBackgroundStanding
app_background_get_standing (AppBackground *self)
{
  g_return_val_if_fail (APP_IS_BACKGROUND (self), APP_BACKGROUND_STANDING_UNKNOWN);

  return self->standing;
}

/**
 * app_background_stays:
 * @self: an object
 *
 * Returns: whether closing the window leaves the telephone on duty: somebody can call, it is wanted, and not forbidden
 */
gboolean
app_background_stays (AppBackground *self)
{
  g_return_val_if_fail (APP_IS_BACKGROUND (self), FALSE);

  return self->keep && self->standing != APP_BACKGROUND_STANDING_REFUSED && can_be_called (self);
}

/**
 * app_background_follow:
 * @self: an object
 * @window: the window of the telephone, shown or not
 *
 * Hides the window instead of closing it, as long as the telephone stays; the desktop is asked when it is hidden.
 */
void
app_background_follow (AppBackground *self,
                       GtkWindow     *window)
{
  g_return_if_fail (APP_IS_BACKGROUND (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_weak_ref_set (&self->window, window);
  g_signal_connect_object (window, "notify::visible", G_CALLBACK (visible_cb), self, G_CONNECT_SWAPPED);
  update_window (self);
}
