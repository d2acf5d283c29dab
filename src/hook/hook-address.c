/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever calls chooses their name, and it ends in an address that a browser opens. So it is packed octet by
 * octet before it is put there, it may stand behind the host alone, and the host is whatever the person wrote down. */

#include "hook-address.h"

#include <string.h>

#define ADDRESS_MAX 2048

G_DEFINE_QUARK (hook-error-quark, hook_error)

static const char *const words[] = { "number", "address", "name", "direction", "account" };

static const char *
get_value (const HookCall *call,
           gsize           word)
{
  const char *const values[] = { call->number, call->address, call->name, call->direction, call->account };

  return values[word];
}

/* How long the word in braces is that begins here, braces and all; 0: it is unknown. */
static gsize
measure_word (const char *at,
              gsize      *word)
{
  for (gsize n = 0; n < G_N_ELEMENTS (words); n++)
    {
      gsize length = strlen (words[n]);

      if (strncmp (at + 1, words[n], length) == 0 && at[1 + length] == '}')
        {
          *word = n;
          return length + 2;
        }
    }
  return 0;
}

/**
 * hook_address_fill:
 * @text: an address that has passed hook_address_check()
 * @call: a call
 *
 * Returns: (transfer full): the address with what it says of the call, every octet of that which is no letter and no digit
 *   packed (RFC 3986 §2.1)
 */
char *
hook_address_fill (const char     *text,
                   const HookCall *call)
{
  GString *filled = g_string_new ("");

  g_return_val_if_fail (text != NULL, g_string_free (filled, FALSE));

  for (const char *at = text; *at != '\0';)
    {
      gsize word;
      gsize length = *at == '{' ? measure_word (at, &word) : 0;
      g_autofree char *value = length > 0 ? g_uri_escape_string (get_value (call, word), NULL, FALSE) : NULL;

      if (length == 0)
        g_string_append_c (filled, *at++);
      else
        g_string_append (filled, value);
      at += length;
    }
  return g_string_free (filled, FALSE);
}

static gboolean
is_this_computer (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
complain (GError     **error,
          HookError    code,
          const char  *text)
{
  g_set_error (error, HOOK_ERROR, code, "bad address for calls: “%.200s”", text);
  return FALSE;
}

/* Only behind the host, and only what is known. */
static gboolean
check_words (const char  *text,
             GError     **error)
{
  const char *host = strstr (text, "://");
  const char *behind = host != NULL ? host + 3 + strcspn (host + 3, "/?#") : text;

  for (const char *at = text; *at != '\0'; at++)
    {
      gsize word;

      if ((*at == '{' && (at < behind || measure_word (at, &word) == 0))
          || (*at == '}' && at < behind))
        return complain (error, HOOK_ERROR_UNKNOWN_WORD, text);
    }
  return TRUE;
}

/**
 * hook_address_check:
 * @text: an address, as a person wrote it down
 * @error: (nullable): a HOOK_ERROR
 *
 * Returns: whether calls may be told to it: by TLS, or to this computer itself; with no password in it
 */
gboolean
hook_address_check (const char  *text,
                    GError     **error)
{
  static const HookCall nobody = { "ringing", "1", "1", "1", "1", "incoming", "1", 0 };
  g_autofree char *filled = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *host;

  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) > ADDRESS_MAX || !g_str_is_ascii (text))
    return complain (error, HOOK_ERROR_BAD_ADDRESS, text);
  if (!check_words (text, error))
    return FALSE;
  filled = hook_address_fill (text, &nobody);
  uri = g_uri_parse (filled, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || host[0] == '\0' || g_uri_get_userinfo (uri) != NULL
      || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    return complain (error, HOOK_ERROR_BAD_ADDRESS, text);
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !is_this_computer (host))
    return complain (error, HOOK_ERROR_NOT_SECURE, text);
  return TRUE;
}
