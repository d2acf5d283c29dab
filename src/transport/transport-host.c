/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person and a name server may both write anything where a host's name is meant. What has passed this file can
 * stand in a URL, in a log and in a certificate's check without a second thought.
 */

#include "transport-host.h"

#include <gio/gio.h>

#define MAX_LABEL 63 /* octets (RFC 1035 §2.3.4) */

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (const char *c = label; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;

  return TRUE;
}

static gboolean
is_number (const char *label)
{
  return label[strspn (label, "0123456789")] == '\0';
}

/**
 * transport_host_is_ip:
 * @text: a host, without brackets
 *
 * Tells an address from a name.
 *
 * Returns: %TRUE for a literal IPv4 or IPv6 address
 */
gboolean
transport_host_is_ip (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  return address != NULL;
}

/**
 * transport_host_is_name:
 * @text: what may be a name
 *
 * Tells whether DNS may hold this name: labels of letters, digits, hyphens and underscores (RFC 1123 §2.1, RFC
 * 2782). A last label of digits alone is an address gone wrong.
 *
 * Returns: %TRUE when it may
 */
gboolean
transport_host_is_name (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  g_auto (GStrv) labels = NULL;
  guint count;

  if (*text == '\0' || strlen (text) > TRANSPORT_HOST_MAX_NAME)
    return FALSE;

  labels = g_strsplit (text, ".", -1);
  count = g_strv_length (labels);
  for (guint i = 0; i < count; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return !is_number (labels[count - 1]);
}

/**
 * transport_host_normalise:
 * @text: a name or a literal address, without brackets
 *
 * Writes a host in the one way in which two of them can be compared.
 *
 * Returns: (transfer full) (nullable): the host; %NULL when this is none
 */
char *
transport_host_normalise (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *host = NULL;

  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > 4 * TRANSPORT_HOST_MAX_NAME)
    return NULL;
  address = g_inet_address_new_from_string (text);
  if (address != NULL)
    return g_inet_address_to_string (address);

  ascii = g_hostname_to_ascii (text);
  if (ascii == NULL)
    return NULL;
  host = g_ascii_strdown (ascii, -1);
  /* The dot that roots a name is DNS's own business; no certificate has it (RFC 5280 §7.2). */
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';

  return transport_host_is_name (host) ? g_steal_pointer (&host) : NULL;
}
