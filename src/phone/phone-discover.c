/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking for the server of an address, as part of the phone: with its clock and its way into the network, and with
 * the last result at hand for who wants to choose otherwise. */

#include "config.h"

#include "phone-private.h"

#include "transport-finder.h"

static PhoneProbe *
make_probe (Phone       *self,
            const char  *address,
            GError     **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (address));
  g_autoptr (TransportSource) source = NULL;
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (SipUri) aor = NULL;
  g_autoptr (SipAddress) who = NULL;

  if (!phone_check_address (typed, error))
    return NULL;

  uri = sip_uri_parse_target (typed, NULL, NULL);
  aor = sip_uri_to_aor (uri);
  who = sip_address_new (NULL, aor);
  source = self->probe_source != NULL ? g_object_ref (self->probe_source)
                                      : transport_finder_new (self->clock, self->tokens, NULL);
  return phone_probe_new (who, self->clock, self->tokens, source);
}

static void
probe_run_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PhoneFinding *best = phone_probe_run_finish (PHONE_PROBE (source), result, &error);

  if (best != NULL)
    g_task_return_pointer (task, best, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * phone_probe_async:
 * @self: the phone
 * @address: "anna@example.org"
 * @cancellable: (nullable): ends the looking
 * @callback: called when a server was found or nothing is left to try, within seven seconds
 * @user_data: for @callback
 *
 * Looks for the server of an address, first by DNS (RFC 3263) and then where servers usually are. No password is
 * needed for that, and none is sent. What is seen stands in phone_get_probe() from now on.
 */
void
phone_probe_async (Phone               *self,
                   const char          *address,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (PhoneProbe) probe = NULL;
  GError *error = NULL;

  g_return_if_fail (PHONE_IS_PHONE (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_probe_async);
  probe = make_probe (self, address, &error);
  if (probe == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_set_object (&self->probe, probe);
  phone_probe_run_async (probe, cancellable, probe_run_cb, g_steal_pointer (&task));
}

/**
 * phone_probe_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for %PHONE_ERROR_ONLY_PLAIN, %PHONE_ERROR_NO_SERVER, %PHONE_ERROR_BAD_ADDRESS, or what
 *   was wrong at the likeliest place
 *
 * Ends phone_probe_async().
 *
 * Returns: (transfer full) (nullable): the best server, which is secure
 */
PhoneFinding *
phone_probe_finish (Phone         *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * phone_get_probe:
 * @self: the phone
 *
 * The newest look-out for a server.
 *
 * Returns: (transfer none) (nullable): the probe; %NULL: there was none
 */
PhoneProbe *
phone_get_probe (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return self->probe;
}
