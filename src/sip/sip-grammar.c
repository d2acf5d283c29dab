/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One small reader for each way in which header values are written. They take a value apart only to say
 * whether it is right; the few that others need the parts of are shared. */

#include "sip-grammar.h"

#include <string.h>

#include "sip-address.h"
#include "sip-params.h"
#include "sip-via.h"

static gboolean
params_to_end (SipCursor *from)
{
  SipParams params = { NULL };
  const char *fault;
  gboolean good = sip_params_read_header (&params, from, &fault) && sip_cursor_at_end (from);

  sip_params_clear (&params);
  return good;
}

/* Text may hold anything but control characters; folds are gone by now (RFC 3261 §25.1, TEXT-UTF8-TRIM). */
static const char *
text_fault (SipSlice value)
{
  for (gsize i = 0; i < value.length; i++)
    if (g_ascii_iscntrl (value.data[i]) && value.data[i] != '\t')
      return "control character";
  return NULL;
}

static const char *
token_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);

  if (sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN).length == 0)
    return "no token";
  return params_to_end (&cursor) ? NULL : "bad parameters";
}

gboolean
sip_grammar_read_media (SipSlice  value,
                        SipSlice *type,
                        SipSlice *subtype)
{
  SipCursor cursor = sip_cursor (value);

  *type = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  if (type->length == 0 || !sip_cursor_take_between (&cursor, '/'))
    return FALSE;
  *subtype = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  return subtype->length > 0 && params_to_end (&cursor);
}

static const char *
media_fault (SipSlice value)
{
  SipSlice type, subtype;

  return sip_grammar_read_media (value, &type, &subtype) ? NULL : "no type/subtype";
}

static const char *
address_fault (SipSlice value)
{
  g_autoptr (SipAddress) address = sip_address_parse (value.data, (gssize) value.length, NULL);

  return address != NULL ? NULL : "no address";
}

static const char *
contact_fault (SipSlice value)
{
  return sip_slice_is_exactly (value, "*") ? NULL : address_fault (value);
}

static const char *
via_fault (SipSlice value)
{
  g_autoptr (SipVia) via = sip_via_parse (value.data, (gssize) value.length, NULL);

  return via != NULL ? NULL : "no Via";
}

static const char *
number_fault (SipSlice value)
{
  guint32 number;

  return sip_slice_get_number (value, G_MAXUINT32, &number) ? NULL : "no number of 32 bits";
}

static const char *
hops_fault (SipSlice value)
{
  return sip_slice_is_all (value, SIP_CHAR_DIGIT) ? NULL : "no number";
}

/* Retry-After may carry a comment: "18000;duration=3600 (in a meeting)" (RFC 3261 §20.33). */
static gboolean
take_comment (SipCursor *from)
{
  guint depth = 0;

  sip_cursor_skip_space (from);
  if (sip_cursor_peek (from) != '(')
    return TRUE;
  do
    {
      char c = sip_cursor_peek (from);

      if (c == '\\' && from->end - from->at > 1)
        from->at++;
      else if (c == '(')
        depth++;
      else if (c == ')')
        depth--;
      from->at++;
    }
  while (depth > 0 && !sip_cursor_at_end (from));
  return depth == 0;
}

static const char *
seconds_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);

  if (sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT).length == 0)
    return "no number of seconds";
  if (!take_comment (&cursor))
    return "comment without an end";
  return params_to_end (&cursor) ? NULL : "bad parameters";
}

/* callid = word [ "@" word ]; peers put '=' and worse into it, and all that it is for is being compared. */
static gboolean
take_call_id (SipCursor *from)
{
  const char *start = from->at;

  while (!sip_cursor_at_end (from) && g_ascii_isgraph (*from->at) && *from->at != ';' && *from->at != ',')
    from->at++;
  return from->at > start;
}

static const char *
call_id_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);

  return take_call_id (&cursor) && sip_cursor_at_end (&cursor) ? NULL : "no Call-ID";
}

gboolean
sip_grammar_read_cseq (SipSlice  value,
                       guint32  *number,
                       SipSlice *method)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice digits = sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT);

  if (!sip_slice_get_number (digits, G_MAXUINT32, number)
      || (sip_cursor_peek (&cursor) != ' ' && sip_cursor_peek (&cursor) != '\t'))
    return FALSE;
  sip_cursor_skip_space (&cursor);
  *method = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  return method->length > 0 && sip_cursor_at_end (&cursor);
}

static const char *
cseq_fault (SipSlice value)
{
  SipSlice method;
  guint32 number;

  return sip_grammar_read_cseq (value, &number, &method) ? NULL : "no number of 32 bits and method";
}

static const char *
rack_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);
  guint32 number;

  if (!sip_slice_get_number (sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT), G_MAXUINT32, &number))
    return "no number of 32 bits";
  sip_cursor_skip_space (&cursor);
  return cseq_fault (sip_cursor_rest (&cursor));
}

/* Replaces, Join and Target-Dialog: a semicolon ends the Call-ID. */
static const char *
dialog_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);

  if (!take_call_id (&cursor))
    return "no Call-ID";
  return params_to_end (&cursor) ? NULL : "bad parameters";
}

static const char *
auth_params_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice part;
  gboolean more = TRUE;

  while (more)
    {
      SipCursor inside;

      more = sip_cursor_take_element (&cursor, ',', &part);
      inside = sip_cursor (part);
      if (sip_cursor_take_all (&inside, SIP_CHAR_TOKEN).length == 0
          || !sip_cursor_take_between (&inside, '='))
        return "no name=value";
      if (sip_cursor_peek (&inside) == '"' ? !sip_cursor_take_quoted (&inside, &part)
                                           : sip_cursor_take_all (&inside, SIP_CHAR_VALUE).length == 0)
        return "parameter without a value";
      sip_cursor_skip_space (&inside);
      if (!sip_cursor_at_end (&inside))
        return "characters after a parameter";
    }
  return NULL;
}

static const char *
auth_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice scheme = sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);

  if (scheme.length == 0 || (sip_cursor_peek (&cursor) != ' ' && sip_cursor_peek (&cursor) != '\t'))
    return "no scheme";
  sip_cursor_skip_space (&cursor);
  /* Schemes other than Digest may hold one lump of base64 (RFC 7235 §2.1). */
  if (!sip_slice_is (scheme, "Digest") && sip_slice_is_all (sip_cursor_rest (&cursor), SIP_CHAR_VALUE))
    return NULL;
  return auth_params_fault (sip_cursor_rest (&cursor));
}

static const char *
timestamp_fault (SipSlice value)
{
  for (gsize i = 0; i < value.length; i++)
    if (strchr ("0123456789. \t", value.data[i]) == NULL || value.data[i] == '\0')
      return "no decimal number";
  return value.length > 0 && g_ascii_isdigit (value.data[0]) ? NULL : "no decimal number";
}

/* "Sat, 13 Nov 2010 23:29:00 GMT": in the shape, d is any digit and a any letter. */
static const char *
date_fault (SipSlice value)
{
  static const char shape[] = "aaa, dd aaa dddd dd:dd:dd GMT";

  if (value.length != strlen (shape))
    return "no date of RFC 1123 in GMT";
  for (gsize i = 0; i < value.length; i++)
    {
      char c = value.data[i];

      if (shape[i] == 'd' ? !g_ascii_isdigit (c) : shape[i] == 'a' ? !g_ascii_isalpha (c) : c != shape[i])
        return "no date of RFC 1123 in GMT";
    }
  return NULL;
}

static const char *
privacy_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice part;
  gboolean more = TRUE;

  while (more)
    {
      more = sip_cursor_take_element (&cursor, ';', &part);
      if (!sip_slice_is_all (part, SIP_CHAR_TOKEN))
        return "no token";
    }
  return NULL;
}

/* "307 isi.edu "Session parameter 'foo' not understood"" */
static const char *
warning_fault (SipSlice value)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice text;

  if (sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT).length != 3 || !sip_cursor_take (&cursor, ' '))
    return "no three-digit code";
  if (sip_cursor_take_all (&cursor, SIP_CHAR_VALUE).length == 0 || !sip_cursor_take (&cursor, ' '))
    return "no agent";
  return sip_cursor_take_quoted (&cursor, &text) && sip_cursor_at_end (&cursor) ? NULL : "no quoted text";
}

static const struct
{
  const char *(*find_fault) (SipSlice value);
  gboolean      list;
  gboolean      may_be_empty;
} grammars[] = {
  [SIP_GRAMMAR_TEXT] = { text_fault, FALSE, TRUE },
  [SIP_GRAMMAR_TOKEN] = { token_fault },
  [SIP_GRAMMAR_TOKEN_LIST] = { token_fault, TRUE, TRUE },
  [SIP_GRAMMAR_FEATURE_LIST] = { token_fault, TRUE },
  [SIP_GRAMMAR_MEDIA] = { media_fault },
  [SIP_GRAMMAR_MEDIA_LIST] = { media_fault, TRUE, TRUE },
  [SIP_GRAMMAR_ADDRESS] = { address_fault },
  [SIP_GRAMMAR_ADDRESS_LIST] = { address_fault, TRUE },
  [SIP_GRAMMAR_CONTACT_LIST] = { contact_fault, TRUE },
  [SIP_GRAMMAR_VIA_LIST] = { via_fault, TRUE },
  [SIP_GRAMMAR_NUMBER] = { number_fault },
  [SIP_GRAMMAR_HOPS] = { hops_fault },
  [SIP_GRAMMAR_SECONDS] = { seconds_fault },
  [SIP_GRAMMAR_CALL_ID] = { call_id_fault },
  [SIP_GRAMMAR_CALL_ID_LIST] = { call_id_fault, TRUE },
  [SIP_GRAMMAR_CSEQ] = { cseq_fault },
  [SIP_GRAMMAR_RACK] = { rack_fault },
  [SIP_GRAMMAR_DIALOG] = { dialog_fault },
  [SIP_GRAMMAR_AUTH] = { auth_fault },
  [SIP_GRAMMAR_AUTH_PARAMS] = { auth_params_fault },
  [SIP_GRAMMAR_DATE] = { date_fault },
  [SIP_GRAMMAR_TIMESTAMP] = { timestamp_fault },
  [SIP_GRAMMAR_PRIVACY] = { privacy_fault },
  [SIP_GRAMMAR_WARNING_LIST] = { warning_fault, TRUE },
};

gboolean
sip_grammar_is_list (SipGrammar self)
{
  return grammars[self].list;
}

gboolean
sip_grammar_may_be_empty (SipGrammar self)
{
  return grammars[self].may_be_empty;
}

const char *
sip_grammar_find_fault (SipGrammar self,
                        SipSlice   value)
{
  return grammars[self].find_fault (value);
}

gboolean
sip_grammar_read_number (SipGrammar  self,
                         SipSlice    value,
                         guint32    *number)
{
  SipCursor cursor = sip_cursor (value);
  SipSlice digits = sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT);
  guint32 most = self == SIP_GRAMMAR_HOPS ? 255 : G_MAXUINT32;

  if (grammars[self].find_fault (value) != NULL || digits.length == 0)
    return FALSE;
  if (!sip_slice_get_number (digits, most, number))
    *number = most;
  return TRUE;
}
