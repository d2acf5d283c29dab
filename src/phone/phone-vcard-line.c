/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The grammar of address books. Thirty years of telephones have written them, each a little differently: folded in three
 * ways, encoded in four. All of that ends here: what leaves this file is UTF-8, on one line, escaped in one way. */

#include "config.h"

#include "phone-vcard-line.h"

#include <gio/gio.h>
#include <string.h>

#include "phone-vcard.h"

/* A line holds a picture, or the longest note; anything above is an attack on the memory. */
#define LONGEST_LINE (8 * 1024 * 1024)
#define LONGEST_HEAD 1024

/**
 * phone_vcard_line_free:
 * @line: (transfer full): a line
 *
 * Frees a line.
 */
void
phone_vcard_line_free (PhoneVcardLine *line)
{
  g_return_if_fail (line != NULL);

  g_free (line->group);
  g_free (line->name);
  g_free (line->params);
  g_free (line->value);
  g_free (line);
}

static const char *
find_line_end (const char *at,
               const char *end)
{
  while (at < end && *at != '\n' && *at != '\r')
    at++;
  return at;
}

static const char *
skip_line_end (const char *at,
               const char *end)
{
  if (at < end && *at == '\r')
    at++;
  if (at < end && *at == '\n')
    at++;
  return at;
}

/* Whether what was gathered so far is quoted-printable and goes on in the next line. */
static gboolean
goes_on_quoted (GString *text)
{
  const char *colon = memchr (text->str, ':', MIN (text->len, LONGEST_HEAD));
  g_autofree char *head = NULL;

  if (colon == NULL || text->len == 0 || text->str[text->len - 1] != '=')
    return FALSE;

  head = g_ascii_strup (text->str, colon - text->str);
  return strstr (head, "QUOTED-PRINTABLE") != NULL;
}

/* One line with those that continue it. */
static void
unfold (PhoneVcardCursor *cursor,
        GString          *text)
{
  gboolean quoted;

  do
    {
      const char *stop = find_line_end (cursor->at, cursor->end);

      if (text->len <= LONGEST_LINE)
        g_string_append_len (text, cursor->at, stop - cursor->at);
      cursor->at = skip_line_end (stop, cursor->end);
      cursor->number++;
      quoted = goes_on_quoted (text);
      if (quoted)
        g_string_truncate (text, text->len - 1);
      else if (cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == '\t') && text->len > 0)
        cursor->at++;
      else
        return;
    }
  while (cursor->at < cursor->end);
}

static char *
decode_quoted (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '=' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        {
          int octet = g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]);

          if (octet != 0 && octet != '\r')
            g_string_append_c (text, (char) octet);
          at += 2;
        }
      else
        g_string_append_c (text, *at);
    }
  g_string_replace (text, "\n", "\\n", 0);
  return g_string_free_and_steal (text);
}

/* What a parameter says about the encoding is used up here. */
typedef struct
{
  gboolean quoted;
  char *charset;
} Encoding;

static gboolean
take_encoding (Encoding   *encoding,
               const char *name,
               const char *value)
{
  if (g_ascii_strcasecmp (name, "CHARSET") == 0)
    g_set_str (&encoding->charset, value);
  else if (g_ascii_strcasecmp (value, "QUOTED-PRINTABLE") == 0)
    encoding->quoted = TRUE;
  else if (g_ascii_strcasecmp (name, "ENCODING") != 0 || g_ascii_strcasecmp (value, "8BIT") != 0)
    return FALSE;
  return TRUE;
}

/* "CELL", as version 2.1 has it, is "TYPE=CELL" since. */
static void
append_param (GString    *params,
              Encoding   *encoding,
              const char *param)
{
  const char *equals = strchr (param, '=');
  gboolean is_base64 = g_ascii_strcasecmp (param, "BASE64") == 0 || g_ascii_strcasecmp (param, "ENCODING=BASE64") == 0;
  g_autofree char *name = equals != NULL ? g_ascii_strup (param, equals - param) : g_strdup ("TYPE");

  if (*param == '\0' || take_encoding (encoding, name, equals != NULL ? equals + 1 : param))
    return;
  if (is_base64)
    g_string_append (params, ";ENCODING=b");
  else
    g_string_append_printf (params, ";%s=%s", name, equals != NULL ? equals + 1 : param);
}

static const char *
find_unquoted (const char *text,
               const char *any_of)
{
  gboolean quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && strchr (any_of, *text) != NULL)
        return text;
    }
  return NULL;
}

static char *
read_params (const char *text,
             Encoding   *encoding)
{
  GString *params = g_string_new (NULL);

  while (*text == ';')
    {
      const char *stop = find_unquoted (text + 1, ";");
      g_autofree char *param = stop != NULL ? g_strndup (text + 1, stop - text - 1) : g_strdup (text + 1);

      append_param (params, encoding, g_strstrip (param));
      text = stop != NULL ? stop : "";
    }
  return g_string_free_and_steal (params);
}

static gboolean
is_name (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '-' && *name != '_')
      return FALSE;

  return TRUE;
}

/* @head: "item1.TEL;CELL" */
static PhoneVcardLine *
read_head (char     *head,
           Encoding *encoding)
{
  g_autoptr (PhoneVcardLine) line = g_new0 (PhoneVcardLine, 1);
  const char *semicolon = strchr (head, ';');
  g_autofree char *name = semicolon != NULL ? g_strndup (head, semicolon - head) : g_strdup (head);
  char *dot;

  g_strstrip (name);
  dot = strrchr (name, '.');
  if (dot != NULL)
    {
      *dot = '\0';
      line->group = g_strdup (name);
    }
  line->name = g_ascii_strup (dot != NULL ? dot + 1 : name, -1);
  line->params = read_params (semicolon != NULL ? semicolon : "", encoding);
  return is_name (line->name) && (line->group == NULL || is_name (line->group)) ? g_steal_pointer (&line) : NULL;
}

static char *
decode_value (const char     *raw,
              const Encoding *encoding,
              GError        **error)
{
  g_autofree char *octets = encoding->quoted ? decode_quoted (raw) : g_strdup (raw);
  g_autofree char *value = NULL;

  if (encoding->charset != NULL && g_ascii_strcasecmp (encoding->charset, "UTF-8") != 0)
    value = g_convert (octets, -1, "UTF-8", encoding->charset, NULL, NULL, NULL);
  else
    value = g_steal_pointer (&octets);
  if (value != NULL && g_utf8_validate (value, -1, NULL))
    return g_steal_pointer (&value);

  g_set_error_literal (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_LETTERS, "a value is in no known encoding");
  return NULL;
}

static PhoneVcardLine *
parse (GString  *text,
       GError  **error)
{
  const char *colon = find_unquoted (text->str, ":");
  g_autofree char *head = NULL;
  g_autoptr (PhoneVcardLine) line = NULL;
  Encoding encoding = { FALSE, NULL };

  if (text->len > LONGEST_LINE || strlen (text->str) != text->len)
    {
      g_set_error_literal (error, PHONE_VCARD_ERROR, text->len > LONGEST_LINE ? PHONE_VCARD_ERROR_TOO_LARGE
                                                                              : PHONE_VCARD_ERROR_LINE,
                           "a line is too long, or has a zero in it");
      return NULL;
    }
  if (colon != NULL && colon - text->str <= LONGEST_HEAD)
    {
      head = g_strndup (text->str, colon - text->str);
      line = g_utf8_validate (head, -1, NULL) ? read_head (head, &encoding) : NULL;
    }
  if (line == NULL)
    {
      g_set_error_literal (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_LINE, "a line has no name");
      g_free (encoding.charset);
      return NULL;
    }
  line->value = decode_value (colon + 1, &encoding, error);
  g_free (encoding.charset);
  return line->value != NULL ? g_steal_pointer (&line) : NULL;
}

/**
 * phone_vcard_line_read:
 * @cursor: where to read; moves on
 * @error: return location for a #PhoneVcardError
 *
 * Reads the next line that is not empty, with those that continue it.
 *
 * Returns: (transfer full) (nullable): the line; %NULL with @error unset at the end
 */
PhoneVcardLine *
phone_vcard_line_read (PhoneVcardCursor  *cursor,
                       GError           **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint number = cursor->number;
  PhoneVcardLine *line;

  while (cursor->at < cursor->end && text->len == 0)
    {
      number = cursor->number;
      unfold (cursor, text);
      while (text->len > 0 && strchr (" \t", text->str[text->len - 1]) != NULL)
        g_string_truncate (text, text->len - 1);
    }
  if (text->len == 0)
    return NULL;

  line = parse (text, error);
  if (line != NULL)
    line->number = number;
  return line;
}

/**
 * phone_vcard_line_dup_param:
 * @line: a line
 * @name: of a parameter, in upper case
 *
 * Reads a parameter; the values of all of that name, divided by commas.
 *
 * Returns: (transfer full) (nullable): the value without quotes; %NULL: there is none
 */
char *
phone_vcard_line_dup_param (PhoneVcardLine *line,
                            const char     *name)
{
  g_autofree char *head = g_strconcat (";", name, "=", NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (const char *at = strstr (line->params, head); at != NULL; at = strstr (at + 1, head))
    {
      const char *value = at + strlen (head);
      const char *stop = find_unquoted (value, ";");

      g_string_append_printf (found, "%s%.*s", found->len > 0 ? "," : "",
                              (int) (stop != NULL ? stop - value : (gssize) strlen (value)), value);
    }
  g_string_replace (found, "\"", "", 0);
  return found->len > 0 ? g_string_free_and_steal (g_steal_pointer (&found)) : NULL;
}

/**
 * phone_vcard_line_has_type:
 * @line: a line
 * @type: one value of TYPE
 *
 * Looks for a type, case aside.
 *
 * Returns: whether it is there
 */
gboolean
phone_vcard_line_has_type (PhoneVcardLine *line,
                           const char     *type)
{
  g_autofree char *types = phone_vcard_line_dup_param (line, "TYPE");
  g_auto (GStrv) each = g_strsplit (types != NULL ? types : "", ",", -1);

  for (guint n = 0; each[n] != NULL; n++)
    if (g_ascii_strcasecmp (g_strstrip (each[n]), type) == 0)
      return TRUE;

  return FALSE;
}

/**
 * phone_vcard_line_dup_head:
 * @line: a line
 *
 * Writes what stands before the colon.
 *
 * Returns: (transfer full): group, name and parameters
 */
char *
phone_vcard_line_dup_head (PhoneVcardLine *line)
{
  return g_strconcat (line->group != NULL ? line->group : "", line->group != NULL ? "." : "", line->name, line->params,
                      NULL);
}

/**
 * phone_vcard_escape:
 * @text: a text
 *
 * Escapes a text for a value (RFC 6350 §3.4).
 *
 * Returns: (transfer full): the value
 */
char *
phone_vcard_escape (const char *text)
{
  GString *value = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        g_string_append (value, "\\n");
      else if (strchr ("\\,;", *text) != NULL)
        g_string_append_printf (value, "\\%c", *text);
      else if (*text != '\r')
        g_string_append_c (value, *text);
    }
  return g_string_free_and_steal (value);
}

/**
 * phone_vcard_split:
 * @value: an escaped value
 * @separator: what divides its parts; 0: nothing
 *
 * Splits a value where the separator is not escaped, and undoes the escapes.
 *
 * Returns: (transfer full): the parts, one at least
 */
GStrv
phone_vcard_split (const char *value,
                   char        separator)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (; *value != '\0'; value++)
    {
      if (*value == separator)
        {
          g_strv_builder_add (parts, part->str);
          g_string_truncate (part, 0);
        }
      else if (*value == '\\' && value[1] != '\0')
        {
          value++;
          g_string_append_c (part, *value == 'n' || *value == 'N' ? '\n' : *value);
        }
      else
        g_string_append_c (part, *value);
    }
  g_strv_builder_add (parts, part->str);
  return g_strv_builder_end (parts);
}

/**
 * phone_vcard_unescape:
 * @value: an escaped value
 *
 * Undoes the escapes of a value that has no parts.
 *
 * Returns: (transfer full): the text
 */
char *
phone_vcard_unescape (const char *value)
{
  g_auto (GStrv) parts = phone_vcard_split (value, '\0');

  return g_strdup (parts[0]);
}
