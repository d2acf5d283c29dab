/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A cable is plugged in, or a lid opened: waiting out the back-off would be foolish. */

#include "config.h"

#include "phone-network.h"

#include "phone-account-private.h"

struct _PhoneNetwork
{
  GObject parent_instance;

  GListModel *accounts;
};

G_DEFINE_FINAL_TYPE (PhoneNetwork, phone_network, G_TYPE_OBJECT)

static void
monitor_network_changed_cb (GNetworkMonitor *monitor,
                            gboolean         available,
                            PhoneNetwork    *self)
{
  if (!available)
    return;

  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n);

      phone_account_try_now (account);
    }
}

static void
phone_network_finalize (GObject *object)
{
  g_object_unref (PHONE_NETWORK (object)->accounts);

  G_OBJECT_CLASS (phone_network_parent_class)->finalize (object);
}

static void
phone_network_class_init (PhoneNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_network_finalize;
}

static void
phone_network_init (PhoneNetwork *self)
{
}

PhoneNetwork *
phone_network_new (GNetworkMonitor *monitor,
                   GListModel      *accounts)
{
  PhoneNetwork *self = g_object_new (PHONE_TYPE_NETWORK, NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (monitor_network_changed_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}
