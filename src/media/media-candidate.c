/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Candidates are the part of a description that makes us send packets somewhere, so they are taken apart and
 * put together again here. What we cannot use is left out without a word: TCP, the second component, names
 * of mDNS (the checks of the far end will show its address), and whatever a later RFC invents. */

#include "media-candidate.h"

#define MAX_FOUNDATION 32
#define MAX_ADDRESS 45

static const char *const types[] = { "host", "srflx", "prflx", "relay" };

static const char *
find_type (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i], word) == 0)
        return types[i];
    }

  return NULL;
}

static char *
dup_usable_address (const char *word)
{
  g_autoptr (GInetAddress) address = NULL;

  if (strlen (word) > MAX_ADDRESS)
    return NULL;
  address = g_inet_address_new_from_string (word);
  if (address == NULL || g_inet_address_get_is_any (address) || g_inet_address_get_is_multicast (address))
    return NULL;
  /* It would need a scope, which a candidate cannot carry (RFC 8445 5.1.1.1). */
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
      g_inet_address_get_is_link_local (address))
    return NULL;

  return g_inet_address_to_string (address);
}

static gboolean
is_foundation (const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > MAX_FOUNDATION)
    return FALSE;

  return strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") == length;
}

/* Extensions come in pairs of words; only the base of a derived candidate means something to us. */
static void
read_extensions (MediaCandidate  *self,
                 char           **words)
{
  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    {
      guint64 port;

      if (g_str_equal (words[i], "raddr") && self->related_address == NULL)
        self->related_address = dup_usable_address (words[i + 1]);
      else if (g_str_equal (words[i], "rport") &&
               g_ascii_string_to_unsigned (words[i + 1], 10, 0, G_MAXUINT16, &port, NULL))
        self->related_port = port;
    }
}

/**
 * media_candidate_parse:
 * @value: the value of a=candidate (RFC 8839 §5.1)
 *
 * Reads a candidate.
 *
 * Returns: (transfer full) (nullable): the candidate, or NULL when it is of no use to us
 */
MediaCandidate *
media_candidate_parse (const char *value)
{
  g_autoptr (MediaCandidate) self = NULL;
  g_auto (GStrv) words = NULL;
  guint64 priority, port;

  g_return_val_if_fail (value != NULL, NULL);

  words = g_strsplit (value, " ", -1);
  if (g_strv_length (words) < 8 || !is_foundation (words[0]) || !g_str_equal (words[1], "1") ||
      g_ascii_strcasecmp (words[2], "udp") != 0 || !g_str_equal (words[6], "typ") ||
      !g_ascii_string_to_unsigned (words[3], 10, 1, G_MAXUINT32, &priority, NULL) ||
      !g_ascii_string_to_unsigned (words[5], 10, 1, G_MAXUINT16, &port, NULL) ||
      find_type (words[7]) == NULL)
    return NULL;

  self = g_new0 (MediaCandidate, 1);
  self->address = dup_usable_address (words[4]);
  if (self->address == NULL)
    return NULL;
  self->foundation = g_strdup (words[0]);
  self->priority = priority;
  self->port = port;
  self->type = find_type (words[7]);
  read_extensions (self, words + 8);

  return g_steal_pointer (&self);
}

/**
 * media_candidate_copy:
 * @self: the candidate
 *
 * Copies a candidate.
 *
 * Returns: (transfer full): the copy
 */
MediaCandidate *
media_candidate_copy (const MediaCandidate *self)
{
  MediaCandidate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (MediaCandidate, 1);
  *copy = *self;
  copy->foundation = g_strdup (self->foundation);
  copy->address = g_strdup (self->address);
  copy->related_address = g_strdup (self->related_address);

  return copy;
}

/**
 * media_candidate_free:
 * @self: (transfer full): the candidate
 *
 * Frees a candidate.
 */
void
media_candidate_free (MediaCandidate *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->foundation);
  g_free (self->address);
  g_free (self->related_address);
  g_free (self);
}

/**
 * media_candidate_write:
 * @self: the candidate
 *
 * Writes the value of a=candidate.
 *
 * Returns: (transfer full): the text
 */
char *
media_candidate_write (const MediaCandidate *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s 1 UDP %u %s %u typ %s", self->foundation, self->priority, self->address,
                          self->port, self->type);
  if (self->related_address != NULL)
    g_string_append_printf (text, " raddr %s rport %u", self->related_address, self->related_port);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * media_candidate_is_loopback:
 * @self: the candidate
 *
 * Whether it can only be reached from the same machine.
 *
 * Returns: TRUE for 127.0.0.0/8 and ::1
 */
gboolean
media_candidate_is_loopback (const MediaCandidate *self)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  address = g_inet_address_new_from_string (self->address);
  return g_inet_address_get_is_loopback (address);
}

/**
 * media_candidate_is_ipv6:
 * @self: the candidate
 *
 * Whether its address is one of IPv6.
 *
 * Returns: TRUE for IPv6
 */
gboolean
media_candidate_is_ipv6 (const MediaCandidate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strchr (self->address, ':') != NULL;
}
