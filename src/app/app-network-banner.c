/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: with no network every account is in trouble for the same reason, which is said once and over the whole
 * window. An account in trouble of its own is no reason to shout: its line says so. */

#include "app-network-banner.h"

struct _AppNetworkBanner
{
  AdwBin parent_instance;

  Phone *phone;
  GPtrArray *followed; /* the accounts */
  gboolean available;
};

G_DEFINE_FINAL_TYPE (AppNetworkBanner, app_network_banner, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_AVAILABLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Practice lines need no network, and whoever turned an account off does not miss it. */
static gboolean
is_cut_off (AppNetworkBanner *self)
{
  gboolean tries = FALSE;

  for (guint n = 0; n < self->followed->len; n++)
    {
      PhoneAccount *account = self->followed->pdata[n];
      PhoneAccountState state = phone_account_get_state (account);

      if (phone_account_is_practice (account))
        continue;
      if (state == PHONE_ACCOUNT_STATE_REGISTERED || state == PHONE_ACCOUNT_STATE_CONNECTED)
        return FALSE;
      tries = tries || state == PHONE_ACCOUNT_STATE_CONNECTING || state == PHONE_ACCOUNT_STATE_WAITING;
    }
  return tries;
}

static void
show (AppNetworkBanner *self)
{
  AdwBanner *banner = ADW_BANNER (adw_bin_get_child (ADW_BIN (self)));
  gboolean revealed = !self->available && is_cut_off (self);

  if (revealed && !adw_banner_get_revealed (banner))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_banner_get_title (banner),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  adw_banner_set_revealed (banner, revealed);
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppNetworkBanner *self = APP_NETWORK_BANNER (widget);

  for (guint n = 0; n < self->followed->len; n++)
    phone_account_retry_now (self->followed->pdata[n]);
}

static void
unfollow (AppNetworkBanner *self)
{
  for (guint n = 0; n < self->followed->len; n++)
    g_signal_handlers_disconnect_by_func (self->followed->pdata[n], show, self);
  g_ptr_array_set_size (self->followed, 0);
}

static void
accounts_changed_cb (AppNetworkBanner *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);

  unfollow (self);
  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      PhoneAccount *account = g_list_model_get_item (accounts, n);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->followed, account);
    }
  show (self);
}

static void
set_phone (AppNetworkBanner *self,
           Phone            *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
set_available (AppNetworkBanner *self,
               gboolean          available)
{
  if (self->available == available)
    return;
  self->available = available;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AVAILABLE]);
}

static void
app_network_banner_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_NETWORK_BANNER (object)->phone);
      break;
    case PROP_AVAILABLE:
      g_value_set_boolean (value, APP_NETWORK_BANNER (object)->available);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_network_banner_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_NETWORK_BANNER (object), g_value_get_object (value));
      break;
    case PROP_AVAILABLE:
      set_available (APP_NETWORK_BANNER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_network_banner_dispose (GObject *object)
{
  AppNetworkBanner *self = APP_NETWORK_BANNER (object);

  if (self->followed != NULL)
    unfollow (self);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_NETWORK_BANNER);
  G_OBJECT_CLASS (app_network_banner_parent_class)->dispose (object);
}

static void
app_network_banner_class_init (AppNetworkBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_network_banner_get_property;
  object_class->set_property = app_network_banner_set_property;
  object_class->dispose = app_network_banner_dispose;

  /**
   * AppNetworkBanner:phone: (nullable)
   *
   * The phone whose accounts are meant; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppNetworkBanner:available:
   *
   * Whether there is a network, as the system says.
   */
  props[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, TRUE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-network-banner.ui");
  gtk_widget_class_install_action (widget_class, "network.retry", NULL, retry_cb);
}

static void
app_network_banner_init (AppNetworkBanner *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->available = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (g_network_monitor_get_default (), "network-available", self, "available",
                          G_BINDING_SYNC_CREATE);
}
