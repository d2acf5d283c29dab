/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Bob is writing…" (RFC 3994): a word that is worth nothing after a minute, so it says itself for how long it holds, and
 * is not believed for longer than a person would.
 */

#include "ua-composing.h"

#include "ua-xml.h"

/**
 * ua_composing_parse:
 * @body: octets of a stranger
 * @composing: (out caller-allocates): what it says
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads whether somebody is writing; any state but "active" is none (RFC 3994 §3.3).
 *
 * Returns: %TRUE when it says so
 */
gboolean
ua_composing_parse (GBytes       *body,
                    UaComposing  *composing,
                    GError      **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "isComposing", error);
  g_autofree char *state = NULL;
  g_autofree char *refresh = NULL;
  guint64 seconds = 0;

  if (root == NULL)
    return FALSE;

  state = ua_xml_dup_child_text (root, "state", 32);
  if (state == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it says not whether somebody is writing");
      return FALSE;
    }
  refresh = ua_xml_dup_child_text (root, "refresh", 16);
  composing->active = g_str_equal (state, "active");
  composing->refresh_s = UA_COMPOSING_REFRESH_S;
  if (refresh != NULL && g_ascii_string_to_unsigned (refresh, 10, 1, G_MAXUINT32, &seconds, NULL))
    composing->refresh_s = (guint) CLAMP (seconds, UA_COMPOSING_MIN_REFRESH_S, UA_COMPOSING_MAX_REFRESH_S);
  return TRUE;
}

/**
 * ua_composing_build:
 * @composing: what to say
 *
 * Writes whether we are writing.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ua_composing_build (const UaComposing *composing)
{
  g_return_val_if_fail (composing != NULL, NULL);

  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                                "<isComposing xmlns=\"urn:ietf:params:xml:ns:im-iscomposing\">");

  g_string_append_printf (text, "<state>%s</state>", composing->active ? "active" : "idle");
  if (composing->active)
    g_string_append_printf (text, "<contenttype>text/plain</contenttype><refresh>%u</refresh>", composing->refresh_s);
  g_string_append (text, "</isComposing>\r\n");
  return g_string_free_to_bytes (text);
}
