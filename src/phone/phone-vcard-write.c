/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People to cards. What came from a card goes back as it was: its labels, its parameters, and every line that this
 * telephone had no place for. */

#include "config.h"

#include "phone-vcard-private.h"

#include <string.h>

/* RFC 6350 §3.2: a line has 75 octets at most, and no letter is cut in two. */
#define LONGEST_FOLDED 75

static void
append_folded (GString    *text,
               const char *line)
{
  gsize room = LONGEST_FOLDED;

  while (strlen (line) > room)
    {
      gsize cut = room;

      while (cut > 1 && ((guchar) line[cut] & 0xc0) == 0x80)
        cut--;
      g_string_append_len (text, line, (gssize) cut);
      g_string_append (text, "\r\n ");
      line += cut;
      room = LONGEST_FOLDED - 1;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static void
append_text (GString    *text,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = value != NULL ? phone_vcard_escape (value) : NULL;
  g_autofree char *line = escaped != NULL ? g_strconcat (name, ":", escaped, NULL) : NULL;

  if (line != NULL)
    append_folded (text, line);
}

/* What the card had behind the @n_taken first parts of @name: ";Maria;Dr.;". */
static char *
dup_other_parts (const StorePerson *person,
                 const char        *name,
                 guint              n_taken)
{
  g_auto (GStrv) lines = g_strsplit (person->card != NULL ? person->card : "", "\n", -1);

  for (guint n = 0; lines[n] != NULL; n++)
    if (g_str_has_prefix (lines[n], name) && g_str_has_prefix (lines[n] + strlen (name), ":;"))
      {
        const char *at = lines[n] + strlen (name);

        for (guint part = 0; at != NULL && part < n_taken; part++)
          at = strchr (at + 1, ';');
        return g_strdup (at);
      }
  return NULL;
}

static void
append_parts (GString           *text,
              const StorePerson *person)
{
  g_autofree char *family = phone_vcard_escape (person->family != NULL ? person->family : "");
  g_autofree char *given = phone_vcard_escape (person->given != NULL ? person->given : "");
  g_autofree char *more = dup_other_parts (person, "N", 2);
  g_autofree char *units = dup_other_parts (person, "ORG", 1);
  g_autofree char *organisation = phone_vcard_escape (person->organisation != NULL ? person->organisation : "");
  g_autofree char *name = g_strconcat ("N:", family, ";", given, more != NULL ? more : ";;;", NULL);
  g_autofree char *org = g_strconcat ("ORG:", organisation, units, NULL);

  append_folded (text, name);
  if (*organisation != '\0' || units != NULL)
    append_folded (text, org);
}

/* The words of version 3 and 4 for what a person calls a place; NULL: their own word. */
static const char *
find_type (const char *label)
{
  static const char *const rows[][2] = {
    { "mobile", ";TYPE=CELL" }, { "work", ";TYPE=WORK" }, { "home", ";TYPE=HOME" },
    { "fax", ";TYPE=FAX" },     { "other", "" },
  };

  if (label == NULL)
    return "";
  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    if (g_str_equal (rows[n][0], label))
      return rows[n][1];

  return NULL;
}

/* "tel:" and "sip:" stand where the card says that a value is an address, and where it always is one. */
static const char *
find_scheme (const StoreAddress *address,
             const char         *head)
{
  if (address->kind == STORE_ADDRESS_KIND_SIP)
    return g_str_has_prefix (address->value, "sips:") ? "" : "sip:";
  return address->kind == STORE_ADDRESS_KIND_PHONE && strstr (head, ";VALUE=uri") != NULL ? "tel:" : "";
}

static void
append_address (GString            *text,
                const StoreAddress *address,
                guint               number)
{
  static const char *const names[] = { "TEL", "IMPP", "EMAIL" };
  const char *type = find_type (address->label);
  g_autofree char *group = g_strdup_printf ("earshot%u.", number);
  g_autofree char *own = g_strconcat (type == NULL ? group : "", names[address->kind], type, NULL);
  const char *head = address->head != NULL ? address->head : own;
  g_autofree char *value = phone_vcard_escape (address->value);
  g_autofree char *line = g_strconcat (head, ":", find_scheme (address, head), value, NULL);

  append_folded (text, line);
  if (address->head == NULL && type == NULL)
    {
      g_autofree char *name = g_strconcat (group, "X-ABLabel", NULL);

      append_text (text, name, address->label);
    }
}

static void
append_picture (GString           *text,
                GBytes            *picture,
                PhoneVcardVersion  version)
{
  gsize length;
  const guchar *octets = g_bytes_get_data (picture, &length);
  g_autofree char *coded = g_base64_encode (octets, length);
  gboolean is_png = length > 0 && octets[0] == 0x89;
  g_autofree char *line = NULL;

  if (version == PHONE_VCARD_VERSION_4)
    line = g_strdup_printf ("PHOTO:data:image/%s;base64,%s", is_png ? "png" : "jpeg", coded);
  else
    line = g_strdup_printf ("PHOTO;ENCODING=b;TYPE=%s:%s", is_png ? "PNG" : "JPEG", coded);
  append_folded (text, line);
}

/* The other parts of N and ORG have been written already. */
static void
append_rest (GString    *text,
             const char *card)
{
  g_auto (GStrv) lines = g_strsplit (card, "\n", -1);

  for (guint n = 0; lines[n] != NULL; n++)
    if (*lines[n] != '\0' && !g_str_has_prefix (lines[n], "N:;") && !g_str_has_prefix (lines[n], "ORG:;"))
      append_folded (text, lines[n]);
}

/**
 * phone_vcard_write:
 * @text: what the card is appended to
 * @person: who
 * @version: of the format
 *
 * Writes a person as a card.
 */
void
phone_vcard_write (GString           *text,
                   const StorePerson *person,
                   PhoneVcardVersion  version)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (person != NULL);

  append_folded (text, "BEGIN:VCARD");
  append_folded (text, version == PHONE_VCARD_VERSION_4 ? "VERSION:4.0" : "VERSION:3.0");
  if (person->uid != NULL)
    {
      g_autofree char *uid = g_strconcat ("UID:", person->uid, NULL);

      append_folded (text, uid);
    }
  append_text (text, "FN", person->name);
  append_parts (text, person);
  append_text (text, "NOTE", person->note);
  for (guint n = 0; n < person->addresses->len; n++)
    append_address (text, g_ptr_array_index (person->addresses, n), n + 1);
  if (person->favourite)
    append_folded (text, "CATEGORIES:starred");
  if (person->picture != NULL && g_bytes_get_size (person->picture) > 0)
    append_picture (text, person->picture, version);
  if (person->card != NULL)
    append_rest (text, person->card);
  append_folded (text, "END:VCARD");
}
