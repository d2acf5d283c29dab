/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A Via value: what is accepted has a transport and a host. */

#include "sip-via.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipVia) via = sip_via_parse ((const char *) data, (gssize) size, &error);
  g_autofree char *sent_by = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SipVia) again = NULL;

  g_assert_true ((via == NULL) == (error != NULL));
  if (via == NULL)
    return 0;

  sent_by = sip_via_dup_sent_by (via);
  text = g_strdup_printf ("SIP/2.0/%s %s", sip_via_get_protocol (via), sent_by);
  again = sip_via_parse (text, -1, NULL);
  g_assert_cmpstr (sip_via_get_host (via), ==, sip_via_get_host (again));
  g_assert_cmpuint (sip_via_get_port (via), ==, sip_via_get_port (again));
  g_assert_true (!sip_via_has_magic (via) || strlen (sip_via_get_branch (via)) > 7);
  g_assert_true (sip_via_has_param (via, "received") == (sip_via_get_param (via, "received") != NULL));
  return 0;
}
