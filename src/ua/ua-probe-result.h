/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What one look at one server has shown (a value). */
typedef struct
{
  char    *server;     /* as it was given */
  char    *uri;        /* where it was looked for last; NULL: no such place was found */
  char    *identity;   /* whom the certificate had to prove; NULL as above */
  char    *reason;     /* how DNS led there; NULL: it did not */
  gboolean secure;     /* wss or tls */
  guint    status;     /* the final answer; 0: there was none, and error says why */
  char   **realms;     /* of the challenges, in their order; never NULL */
  char   **algorithms; /* the same; "MD5" where none is named */
  GError  *error;      /* NULL: there was an answer */
  guint    elapsed_ms;
} UaProbeResult;

#define UA_TYPE_PROBE_RESULT (ua_probe_result_get_type ())
GType          ua_probe_result_get_type (void) G_GNUC_CONST;
UaProbeResult *ua_probe_result_new      (const char          *server);
UaProbeResult *ua_probe_result_copy     (const UaProbeResult *self);
void           ua_probe_result_free     (UaProbeResult       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaProbeResult, ua_probe_result_free)

G_END_DECLS
