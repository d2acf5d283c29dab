/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a script may be as hostile as a page on the web, or made to be by what it reads. What it asks for is held
 * to the same rules as a link, before anything looks at it. */

#include "app-bus-guard.h"

#include <string.h>

#define ADDRESS_MAX 256
#define TEXT_MAX    4096
#define PER_US      (60 * G_USEC_PER_SEC)

static const GDBusErrorEntry entries[] = {
  { APP_BUS_ERROR_BAD_ADDRESS, "app.earshot.Earshot.Phone1.Error.BadAddress" },
  { APP_BUS_ERROR_BAD_TEXT, "app.earshot.Earshot.Phone1.Error.BadText" },
  { APP_BUS_ERROR_NO_SUCH_CALL, "app.earshot.Earshot.Phone1.Error.NoSuchCall" },
  { APP_BUS_ERROR_NO_SUCH_ACCOUNT, "app.earshot.Earshot.Phone1.Error.NoSuchAccount" },
  { APP_BUS_ERROR_WRONG_STATE, "app.earshot.Earshot.Phone1.Error.WrongState" },
  { APP_BUS_ERROR_TOO_MANY, "app.earshot.Earshot.Phone1.Error.TooMany" },
  { APP_BUS_ERROR_FAILED, "app.earshot.Earshot.Phone1.Error.Failed" },
};

GQuark
app_bus_error_quark (void)
{
  static gsize quark;

  g_dbus_error_register_error_domain ("app-bus-error", &quark, entries, G_N_ELEMENTS (entries));
  return (GQuark) quark;
}

static gboolean
refuse (GError     **error,
        const char  *why)
{
  g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_BAD_ADDRESS, "bad address: %s", why);
  return FALSE;
}

static const char *
skip_scheme (const char *address)
{
  static const char *const schemes[] = { "sip:", "sips:", "tel:" };

  for (gsize n = 0; n < G_N_ELEMENTS (schemes); n++)
    {
      if (g_ascii_strncasecmp (address, schemes[n], strlen (schemes[n])) == 0)
        return address + strlen (schemes[n]);
    }
  return address;
}

/* A number as people write it: such has no letters, and at least one digit. */
static gboolean
is_number (const char *text)
{
  return text[strspn (text, "+*#0123456789 ()./-")] == '\0' && strpbrk (text, "*#0123456789") != NULL;
}

static gboolean
is_port (const char *text)
{
  return text[0] == '\0' || (text[0] == ':' && text[1] != '\0' && text[1 + strspn (text + 1, "0123456789")] == '\0');
}

static gboolean
is_host (const char *text)
{
  gsize length;

  if (text[0] == '[')
    {
      length = strspn (text + 1, "0123456789abcdefABCDEF:.");
      return length > 0 && text[1 + length] == ']' && is_port (text + 2 + length);
    }
  for (length = 0; g_ascii_isalnum (text[length]) || text[length] == '-' || text[length] == '.';)
    length++;
  return length > 0 && g_ascii_isalnum (text[0]) && is_port (text + length);
}

/* At a server of one's own: what a name needs, and nothing that means something to a shell or a link. */
static gboolean
is_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && strchr ("-_.+~", *at) == NULL)
        return FALSE;
    }
  return text[0] != '\0';
}

/* RFC 3261 §25.1 without the characters that begin a password, parameters or headers. */
static gboolean
is_user (const char *text,
         gsize       length)
{
  for (gsize n = 0; n < length; n++)
    {
      if (!g_ascii_isalnum (text[n]) && strchr ("-_.!~*'()%&=+$,/#", text[n]) == NULL)
        return FALSE;
    }
  return length > 0;
}

/**
 * app_bus_guard_address:
 * @address: what a script says is an address
 * @error: (nullable): APP_BUS_ERROR_BAD_ADDRESS
 *
 * Returns: whether it is a number or an address, and nothing besides: no parameters, no headers, no blanks to hide behind
 */
gboolean
app_bus_guard_address (const char  *address,
                       GError     **error)
{
  const char *rest;
  const char *at;

  g_return_val_if_fail (address != NULL, FALSE);

  if (address[0] == '\0' || strlen (address) > ADDRESS_MAX)
    return refuse (error, address[0] == '\0' ? "it is empty" : "it is too long");
  rest = skip_scheme (address);
  at = strchr (rest, '@');
  if (at == NULL)
    return is_number (rest) || (is_name (rest) && g_ascii_strncasecmp (address, "tel:", 4) != 0)
           || refuse (error, "it is no number, and nobody’s name at a server");
  return (is_user (rest, (gsize) (at - rest)) && is_host (at + 1)) || refuse (error, "it has what an address has not");
}

/**
 * app_bus_guard_text:
 * @text: what a script wants to write
 * @error: (nullable): APP_BUS_ERROR_BAD_TEXT
 *
 * Returns: whether it is a message: not empty, not endless, and with no characters that cannot be seen
 */
gboolean
app_bus_guard_text (const char  *text,
                    GError     **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (text[0] == '\0' || strlen (text) > TEXT_MAX)
    {
      g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_BAD_TEXT, "bad text: it has %zu octets, 1 to %d are allowed",
                   strlen (text), TEXT_MAX);
      return FALSE;
    }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (at)) && *at != '\n' && *at != '\t')
        {
          g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_BAD_TEXT, "bad text: character U+%04X at octet %zu",
                       g_utf8_get_char (at), (gsize) (at - text));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * app_bus_guard_pace:
 * @pace: what was done of late
 * @now: microseconds of the monotonic clock, never less than before
 * @error: (nullable): APP_BUS_ERROR_TOO_MANY
 *
 * Returns: whether one more may be done now; it counts as done then
 */
gboolean
app_bus_guard_pace (AppBusPace  *pace,
                    gint64       now,
                    GError     **error)
{
  for (gsize n = 0; n < G_N_ELEMENTS (pace->times); n++)
    {
      if (pace->times[n] != 0 && now - pace->times[n] < PER_US)
        continue;
      pace->times[n] = now;
      return TRUE;
    }
  g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_TOO_MANY, "too many: %zu in a minute are allowed",
               G_N_ELEMENTS (pace->times));
  return FALSE;
}
