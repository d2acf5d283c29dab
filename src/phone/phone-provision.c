/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who hands out accounts gives a link, or a code to be photographed that holds a link or the accounts themselves.
 * Whatever it is, a person sees who offers what before any of it is kept. */

#include "config.h"

#include "phone-provision.h"

#include <string.h>

#include "phone-import-plan-private.h"
#include "phone-provision-fetch-private.h"
#include "phone-provision-private.h"

#define LONGEST_OFFER (256 * 1024)

G_DEFINE_QUARK (phone-provision-error-quark, phone_provision_error)

/* Takes the task. */
static void
return_plan (GTask      *task,
             const char *text,
             const char *host)
{
  g_autoptr (GTask) mine = task;
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();

  /* Whoever the document says it is from, the server is who it came from. */
  bundle->origin = g_strdup (host);
  if (phone_provision_read (bundle, text, NULL) && bundle->accounts->len > 0)
    g_task_return_pointer (mine, phone_import_plan_new (g_task_get_source_object (mine), g_steal_pointer (&bundle)),
                           g_object_unref);
  else
    g_task_return_new_error_literal (mine, PHONE_PROVISION_ERROR, PHONE_PROVISION_ERROR_NOT_ACCOUNTS,
                                     "there is no account in it");
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  g_autofree char *host = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  text = phone_provision_fetch_finish (result, &host, &error);
  if (text != NULL)
    {
      return_plan (task, text, host);
      explicit_bzero (text, strlen (text));
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * phone_provision_open_async:
 * @phone: where the accounts would come to
 * @offer: a link (https), Linphone's XML, or JSON of the form in README.md
 * @cancellable: (nullable): ends it
 * @callback: called with a plan
 * @user_data: for @callback
 *
 * Reads what somebody offers. A link is followed; nothing is kept.
 */
void
phone_provision_open_async (Phone               *phone,
                            const char          *offer,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *text = NULL;
  GTask *task;

  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (offer != NULL);

  task = g_task_new (phone, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_provision_open_async);
  text = g_strstrip (g_strndup (offer, LONGEST_OFFER));
  if (*text == '{' || *text == '<')
    return_plan (task, text, NULL);
  else if (g_ascii_strncasecmp (text, "https://", 8) == 0)
    phone_provision_fetch_async (text, cancellable, fetched_cb, task);
  else
    {
      gboolean plain = g_ascii_strncasecmp (text, "http://", 7) == 0;

      g_task_return_new_error_literal (task, PHONE_PROVISION_ERROR,
                                       plain ? PHONE_PROVISION_ERROR_INSECURE : PHONE_PROVISION_ERROR_NOT_ACCOUNTS,
                                       plain ? "anybody on the way could read it" : "neither a link nor accounts");
      g_object_unref (task);
    }
}

/**
 * phone_provision_open_finish:
 * @phone: the phone
 * @result: what the callback was given
 * @error: return location for a #PHONE_PROVISION_ERROR, or why the link leads nowhere
 *
 * Ends phone_provision_open_async().
 *
 * Returns: (transfer full) (nullable): which accounts are offered, and by whom
 */
PhoneImportPlan *
phone_provision_open_finish (Phone         *phone,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, phone), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
