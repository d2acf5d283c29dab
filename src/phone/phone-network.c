/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A cable is plugged in, or a room left with the laptop under the arm: waiting out the back-off would be foolish, and
 * so would be a line that still seems to be up although its address is gone (WISHES 1). */

#include "config.h"

#include "phone-network.h"

#include "phone-account-private.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#define LOOK_S 10 /* while there are calls */

struct _PhoneNetwork
{
  GObject parent_instance;

  GListModel *accounts;
  PhoneCalls *calls; /* NULL: none are followed */
  PhoneNetworkAddressesFunc list;
  gpointer user_data;
  char **addresses; /* as they were seen last; NULL: not known */
  guint timer;
};

G_DEFINE_FINAL_TYPE (PhoneNetwork, phone_network, G_TYPE_OBJECT)

static GInetAddress *
read_address (const struct sockaddr *address)
{
  if (address != NULL && address->sa_family == AF_INET)
    return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in *) (const void *) address)->sin_addr,
                                          G_SOCKET_FAMILY_IPV4);
  if (address != NULL && address->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr,
                                          G_SOCKET_FAMILY_IPV6);
  return NULL;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static char **
list_own_addresses (gpointer user_data)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  struct ifaddrs *first = NULL;

  if (getifaddrs (&first) != 0)
    return NULL;

  for (struct ifaddrs *at = first; at != NULL; at = at->ifa_next)
    {
      g_autoptr (GInetAddress) address = (at->ifa_flags & IFF_UP) != 0 ? read_address (at->ifa_addr) : NULL;

      if (address != NULL)
        g_ptr_array_add (found, g_inet_address_to_string (address));
    }
  freeifaddrs (first);
  g_ptr_array_sort (found, compare_cb);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static gboolean
are_same (char **a,
          char **b)
{
  return a != NULL && b != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b);
}

void
phone_network_look (PhoneNetwork *self)
{
  char **before = self->addresses;
  gboolean moved;

  self->addresses = self->list (self->user_data);
  moved = before != NULL && self->addresses != NULL && !are_same (before, self->addresses);
  g_strfreev (before);
  if (self->addresses == NULL)
    return;

  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n);

      phone_account_follow_addresses (account, (const char *const *) self->addresses, moved);
    }
}

static void
monitor_network_changed_cb (GNetworkMonitor *monitor,
                            gboolean         available,
                            PhoneNetwork    *self)
{
  phone_network_look (self);
  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n);

      phone_account_check_line (account);
      if (available)
        phone_account_try_now (account);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  phone_network_look (user_data);
  return G_SOURCE_CONTINUE;
}

static void
calls_changed_cb (PhoneNetwork *self)
{
  gboolean wanted = g_list_model_get_n_items (phone_calls_get_model (self->calls)) > 0;

  if (wanted && self->timer == 0)
    {
      self->timer = g_timeout_add_seconds (LOOK_S, timer_cb, self);
      phone_network_look (self);
    }
  else if (!wanted)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
phone_network_dispose (GObject *object)
{
  PhoneNetwork *self = PHONE_NETWORK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->calls);

  G_OBJECT_CLASS (phone_network_parent_class)->dispose (object);
}

static void
phone_network_finalize (GObject *object)
{
  PhoneNetwork *self = PHONE_NETWORK (object);

  g_object_unref (self->accounts);
  g_strfreev (self->addresses);

  G_OBJECT_CLASS (phone_network_parent_class)->finalize (object);
}

static void
phone_network_class_init (PhoneNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_network_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_network_finalize;
}

static void
phone_network_init (PhoneNetwork *self)
{
  self->list = list_own_addresses;
}

PhoneNetwork *
phone_network_new (GNetworkMonitor *monitor,
                   GListModel      *accounts)
{
  PhoneNetwork *self = g_object_new (PHONE_TYPE_NETWORK, NULL);

  self->accounts = g_object_ref (accounts);
  self->addresses = self->list (NULL);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (monitor_network_changed_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

void
phone_network_follow_calls (PhoneNetwork *self,
                            PhoneCalls   *calls)
{
  g_set_object (&self->calls, calls);
  g_signal_connect_object (phone_calls_get_model (calls), "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  calls_changed_cb (self);
}

void
phone_network_set_addresses (PhoneNetwork              *self,
                             PhoneNetworkAddressesFunc  list,
                             gpointer                   user_data)
{
  self->list = list;
  self->user_data = user_data;
  g_strfreev (self->addresses);
  self->addresses = list (user_data);
}
