/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In an authentication header a comma may end a parameter or a whole challenge, and only what follows it
 * tells which. This file is the one that knows. */

#include "sip-challenge.h"

#include "sip-slice.h"

struct _SipChallenge
{
  char       *scheme; /* "": none written */
  GHashTable *params; /* lower-case name → value */
};

static SipChallenge *
challenge_new (SipSlice scheme)
{
  SipChallenge *self = g_atomic_rc_box_new0 (SipChallenge);

  self->scheme = sip_slice_dup (scheme);
  self->params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static void
challenge_clear (SipChallenge *self)
{
  g_free (self->scheme);
  g_hash_table_unref (self->params);
}

static char *
read_value (SipCursor *cursor)
{
  SipSlice inner;

  if (sip_cursor_peek (cursor) != '"')
    return sip_slice_dup_text (sip_slice_trim (sip_cursor_rest (cursor)));

  return sip_cursor_take_quoted (cursor, &inner) ? sip_quoted_decode (inner) : NULL;
}

/* RFC 7235 §2.1: "each parameter name MUST only occur once per challenge"; where one does not, the first
 * counts. */
static void
add_param (SipChallenge *self,
           SipSlice      name,
           SipCursor    *cursor)
{
  g_autofree char *written = sip_slice_dup (name);
  g_autofree char *folded = g_ascii_strdown (written, -1);
  g_autofree char *value = read_value (cursor);

  if (value != NULL && !g_hash_table_contains (self->params, folded))
    g_hash_table_insert (self->params, g_steal_pointer (&folded), g_steal_pointer (&value));
}

/* One stretch between commas: "name=value", "Scheme name=value" or "Scheme". */
static void
read_element (GPtrArray *challenges,
              SipSlice   element)
{
  SipCursor cursor = sip_cursor (sip_slice_trim (element));
  SipSlice word = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);

  if (word.length == 0)
    return;

  if (!sip_cursor_take_between (&cursor, '='))
    {
      g_ptr_array_add (challenges, challenge_new (word));
      sip_cursor_skip_space (&cursor);
      word = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
      if (word.length == 0 || !sip_cursor_take_between (&cursor, '='))
        return;
    }

  if (challenges->len == 0)
    g_ptr_array_add (challenges, challenge_new (sip_slice ("", 0)));
  add_param (g_ptr_array_index (challenges, challenges->len - 1), word, &cursor);
}

static void
read_all (GPtrArray  *challenges,
          const char *value)
{
  g_autoptr (GPtrArray) found = sip_challenge_parse_all (value);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (challenges, sip_challenge_ref (g_ptr_array_index (found, i)));
}

/**
 * sip_challenge_parse_all:
 * @value: one header value
 *
 * Reads all challenges, or all credentials, of one value. What cannot be read is left out.
 *
 * Returns: (transfer full) (element-type SipChallenge): what was read, in its order; may be empty
 */
GPtrArray *
sip_challenge_parse_all (const char *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  GPtrArray *challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_challenge_unref);
  SipCursor cursor = sip_cursor (sip_slice (value, -1));
  SipSlice element;
  gboolean more;

  do
    {
      more = sip_cursor_take_element (&cursor, ',', &element);
      read_element (challenges, element);
    }
  while (more);

  return challenges;
}

/**
 * sip_challenge_list:
 * @message: a message
 * @header: which header
 *
 * Reads all challenges, or all credentials, of one header of a message.
 *
 * Returns: (transfer full) (element-type SipChallenge): what was read, in its order; may be empty
 */
GPtrArray *
sip_challenge_list (SipMessage *message,
                    SipHeader   header)
{
  g_return_val_if_fail (message != NULL, NULL);

  GPtrArray *challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_challenge_unref);
  const char *value;

  for (guint i = 0; (value = sip_message_get_header_nth (message, header, i)) != NULL; i++)
    read_all (challenges, value);

  return challenges;
}

/**
 * sip_challenge_ref:
 * @self: a challenge
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
SipChallenge *
sip_challenge_ref (SipChallenge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * sip_challenge_unref:
 * @self: (transfer full): a challenge
 *
 * Drops a reference.
 */
void
sip_challenge_unref (SipChallenge *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) challenge_clear);
}

/**
 * sip_challenge_is_digest:
 * @self: a challenge
 *
 * Tells whether the scheme is Digest. Basic is never answered: it would hand the password over
 * (RFC 3261 §22, "has been deprecated").
 *
 * Returns: %TRUE for Digest
 */
gboolean
sip_challenge_is_digest (SipChallenge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_ascii_strcasecmp (self->scheme, "Digest") == 0;
}

/**
 * sip_challenge_get:
 * @self: a challenge
 * @name: a parameter's name in lower case
 *
 * Gets a parameter, with quotes and backslashes taken out.
 *
 * Returns: (transfer none) (nullable): the value; %NULL when absent
 */
const char *
sip_challenge_get (SipChallenge *self,
                   const char   *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_hash_table_lookup (self->params, name);
}

/**
 * sip_challenge_offers:
 * @self: a challenge
 * @name: a parameter's name in lower case
 * @token: what to look for
 *
 * Tells whether a list such as `qop="auth,auth-int"` has a token in it.
 *
 * Returns: %TRUE when it has
 */
gboolean
sip_challenge_offers (SipChallenge *self,
                      const char   *name,
                      const char   *token)
{
  g_return_val_if_fail (self != NULL && name != NULL && token != NULL, FALSE);

  const char *list = sip_challenge_get (self, name);
  if (list == NULL)
    return FALSE;

  g_auto (GStrv) tokens = g_strsplit (list, ",", -1);
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (g_strstrip (tokens[i]), token) == 0)
        return TRUE;
    }

  return FALSE;
}
