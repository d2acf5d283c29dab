/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a probe brings home travels through two rooms and a list, so it is a value and not an object. */

#include "ua-probe-result.h"

G_DEFINE_BOXED_TYPE (UaProbeResult, ua_probe_result, ua_probe_result_copy, ua_probe_result_free)

/**
 * ua_probe_result_new:
 * @server: the server that is looked at
 *
 * Makes a result that says nothing yet.
 *
 * Returns: (transfer full): the result
 */
UaProbeResult *
ua_probe_result_new (const char *server)
{
  g_return_val_if_fail (server != NULL, NULL);

  UaProbeResult *self = g_new0 (UaProbeResult, 1);

  self->server = g_strdup (server);
  self->realms = g_new0 (char *, 1);
  self->algorithms = g_new0 (char *, 1);
  return self;
}

/**
 * ua_probe_result_copy:
 * @self: a result
 *
 * Copies a result.
 *
 * Returns: (transfer full): the copy
 */
UaProbeResult *
ua_probe_result_copy (const UaProbeResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  UaProbeResult *copy = g_memdup2 (self, sizeof *self);

  copy->server = g_strdup (self->server);
  copy->uri = g_strdup (self->uri);
  copy->identity = g_strdup (self->identity);
  copy->reason = g_strdup (self->reason);
  copy->realms = g_strdupv (self->realms);
  copy->algorithms = g_strdupv (self->algorithms);
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  return copy;
}

/**
 * ua_probe_result_free:
 * @self: (transfer full): a result
 *
 * Frees a result.
 */
void
ua_probe_result_free (UaProbeResult *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->server);
  g_free (self->uri);
  g_free (self->identity);
  g_free (self->reason);
  g_strfreev (self->realms);
  g_strfreev (self->algorithms);
  g_clear_error (&self->error);
  g_free (self);
}
