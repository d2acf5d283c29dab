/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file of its own, so that everything else about provisioning can be tried without a network. */

#include "config.h"

#include "phone-provision-fetch-private.h"

#include "transport-download.h"

/*< private >
 * phone_provision_fetch_async:
 * @link: "https://…"
 * @cancellable: (nullable): ends it
 * @callback: called with a text
 * @user_data: for @callback
 *
 * Follows a link.
 */
void
phone_provision_fetch_async (const char          *link,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  transport_download_async (link, cancellable, callback, user_data);
}

/*< private >
 * phone_provision_fetch_finish:
 * @result: what the callback was given
 * @host: (out) (transfer full): whom it came from
 * @error: return location for a #TRANSPORT_ERROR
 *
 * Returns: (transfer full) (nullable): what it leads to
 */
char *
phone_provision_fetch_finish (GAsyncResult  *result,
                              char         **host,
                              GError       **error)
{
  return transport_download_finish (result, host, error);
}
