/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the lines of a card say about a person. What this telephone has no use for is kept as it is, so that nobody
 * loses a birthday by passing their friends through here. */

#include "config.h"

#include "phone-vcard-private.h"

#include <string.h>

#include "phone-portrait.h"
#include "phone-text.h"

#define MOST_ADDRESSES 100 /* of a person */
#define LONGEST_UID 512

typedef gboolean (*Taker) (PhoneVcardDraft *draft, PhoneVcardLine  *line); /* FALSE: keep the line as it is */

static void
keep (PhoneVcardDraft *draft,
      PhoneVcardLine  *line)
{
  g_autofree char *head = phone_vcard_line_dup_head (line);

  g_string_append_printf (draft->rest, "%s:%s\n", head, line->value);
}

/* Sets a field that can be there once, cleaned for people. */
static gboolean
take_text (char       **field,
           const char  *text)
{
  g_autofree char *clean = phone_text_clean_line (text);

  if (*clean == '\0')
    return TRUE;
  if (*field != NULL && **field != '\0')
    return FALSE;
  g_set_str (field, clean);
  return TRUE;
}

static gboolean
take_version (PhoneVcardDraft *draft,
              PhoneVcardLine  *line)
{
  draft->has_version = g_str_equal (line->value, "2.1") || g_str_equal (line->value, "3.0")
                       || g_str_equal (line->value, "4.0");
  return TRUE;
}

static gboolean
take_name (PhoneVcardDraft *draft,
           PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);

  return take_text (&draft->person->name, text);
}

/* What stands behind the parts that a person has is kept: "N:;;Maria;Dr.;". */
static void
keep_parts (PhoneVcardDraft *draft,
            const char *name,
            GStrv       parts,
            guint       taken)
{
  g_autoptr (GString) line = g_string_new (name);
  gboolean any = FALSE;

  for (guint n = 0; parts[n] != NULL; n++)
    {
      g_autofree char *part = phone_vcard_escape (n < taken ? "" : parts[n]);

      any = any || *part != '\0';
      g_string_append_printf (line, "%s%s", n > 0 ? ";" : ":", part);
    }
  if (any)
    g_string_append_printf (draft->rest, "%s\n", line->str);
}

static gboolean
take_parts_of_name (PhoneVcardDraft *draft,
                    PhoneVcardLine  *line)
{
  g_auto (GStrv) parts = phone_vcard_split (line->value, ';');

  if (draft->person->family != NULL || draft->person->given != NULL)
    return FALSE;
  take_text (&draft->person->family, parts[0]);
  if (parts[1] != NULL)
    take_text (&draft->person->given, parts[1]);
  keep_parts (draft, "N", parts, 2);
  return TRUE;
}

static gboolean
take_organisation (PhoneVcardDraft *draft,
                   PhoneVcardLine  *line)
{
  g_auto (GStrv) parts = phone_vcard_split (line->value, ';');

  if (draft->person->organisation != NULL)
    return FALSE;
  take_text (&draft->person->organisation, parts[0]);
  keep_parts (draft, "ORG", parts, 1);
  return TRUE;
}

static gboolean
take_note (PhoneVcardDraft *draft,
           PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);

  if (draft->person->note != NULL || strlen (text) > PHONE_TEXT_LIMIT_BODY)
    return FALSE;
  if (*text != '\0')
    draft->person->note = phone_text_clean_body (text, strlen (text));
  return TRUE;
}

static gboolean
take_uid (PhoneVcardDraft *draft,
          PhoneVcardLine  *line)
{
  if (draft->person->uid != NULL || *line->value == '\0' || strlen (line->value) > LONGEST_UID)
    return FALSE;
  draft->person->uid = g_strdup (line->value);
  return TRUE;
}

static gboolean
take_categories (PhoneVcardDraft *draft,
                 PhoneVcardLine  *line)
{
  static const char *const stars[] = { "starred", "favorites", "favourites", "favorite", "favourite", NULL };
  g_auto (GStrv) parts = phone_vcard_split (line->value, ',');
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint n = 0; parts[n] != NULL; n++)
    {
      g_autofree char *folded = g_ascii_strdown (g_strstrip (parts[n]), -1);
      g_autofree char *part = phone_vcard_escape (parts[n]);

      if (g_strv_contains (stars, folded))
        draft->person->favourite = TRUE;
      else if (*part != '\0')
        g_string_append_printf (others, "%s%s", others->len > 0 ? "," : "", part);
    }
  g_set_str (&line->value, others->str);
  return others->len == 0;
}

static const char *
find_label (PhoneVcardLine  *line)
{
  static const struct
  {
    const char *type;
    const char *label;
  } rows[] = {
    { "fax", "fax" },       { "cell", "mobile" }, { "mobile", "mobile" },
    { "iphone", "mobile" }, { "work", "work" },   { "home", "home" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    if (phone_vcard_line_has_type (line, rows[n].type))
      return rows[n].label;

  return NULL;
}

static gboolean
take_address (PhoneVcardDraft  *draft,
              PhoneVcardLine   *line,
              StoreAddressKind  kind,
              char             *text)
{
  g_autofree char *clean = phone_text_clean_line (text);
  StoreAddress *address;

  if (*clean == '\0')
    return TRUE;
  if (draft->person->addresses->len >= MOST_ADDRESSES || strcmp (clean, g_strstrip (text)) != 0)
    return FALSE;

  address = store_address_new (kind, find_label (line), clean);
  address->head = phone_vcard_line_dup_head (line);
  g_ptr_array_add (draft->person->addresses, address);
  return TRUE;
}

static gboolean
take_phone (PhoneVcardDraft *draft,
            PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);

  return take_address (draft, line, STORE_ADDRESS_KIND_PHONE,
                       g_ascii_strncasecmp (text, "tel:", 4) == 0 ? text + 4 : text);
}

static gboolean
take_email (PhoneVcardDraft *draft,
            PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);

  return take_address (draft, line, STORE_ADDRESS_KIND_EMAIL, text);
}

/* Of all the ways to write at once only ours; the others are kept. */
static gboolean
take_sip (PhoneVcardDraft *draft,
          PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);
  gboolean is_sip = g_ascii_strncasecmp (text, "sip:", 4) == 0;
  gboolean is_sips = g_ascii_strncasecmp (text, "sips:", 5) == 0;

  if (!is_sip && !is_sips && (g_str_equal (line->name, "IMPP") || strchr (text, ':') != NULL))
    return FALSE;
  return take_address (draft, line, STORE_ADDRESS_KIND_SIP, is_sip ? text + 4 : text);
}

/* Only what the window can show and nothing that would have to be fetched. */
static gboolean
take_picture (PhoneVcardDraft *draft,
              PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);
  g_autofree char *encoding = phone_vcard_line_dup_param (line, "ENCODING");
  const char *comma = g_ascii_strncasecmp (text, "data:", 5) == 0 ? strstr (text, ";base64,") : NULL;
  g_autofree guchar *octets = NULL;
  gsize length = 0;

  if (draft->person->picture != NULL || (comma == NULL && encoding == NULL))
    return FALSE;
  octets = g_base64_decode (comma != NULL ? comma + 8 : text, &length);
  if (!phone_portrait_is_safe (octets, length))
    return FALSE;

  draft->person->picture = g_bytes_new_take (g_steal_pointer (&octets), length);
  draft->person->has_picture = TRUE;
  return TRUE;
}

/* "_$!<Mobile>!$_" is what Apple calls a label that it translates. The line itself is kept. */
static gboolean
take_label (PhoneVcardDraft *draft,
            PhoneVcardLine  *line)
{
  g_autofree char *text = phone_vcard_unescape (line->value);
  g_autofree char *label = NULL;

  if (line->group == NULL)
    return FALSE;
  if (g_str_has_prefix (text, "_$!<") && g_str_has_suffix (text, ">!$_"))
    label = g_ascii_strdown (text + 4, (gssize) strlen (text) - 8);
  else
    label = phone_text_clean_line (text);
  g_ptr_array_add (draft->labels, g_strdup (line->group));
  g_ptr_array_add (draft->labels, g_steal_pointer (&label));
  return FALSE;
}

/* Who wrote the file, and when, is not true of what we write. */
static gboolean
take_away (PhoneVcardDraft *draft,
           PhoneVcardLine  *line)
{
  return TRUE;
}

static const struct
{
  const char *name;
  Taker take;
} takers[] = {
  { "VERSION", take_version }, { "FN", take_name },        { "N", take_parts_of_name }, { "ORG", take_organisation },
  { "NOTE", take_note },       { "TEL", take_phone },      { "EMAIL", take_email },     { "IMPP", take_sip },
  { "X-SIP", take_sip },       { "PHOTO", take_picture },  { "UID", take_uid },         { "CATEGORIES", take_categories },
  { "X-ABLABEL", take_label }, { "PRODID", take_away },    { "REV", take_away },
};

/**
 * phone_vcard_take:
 * @draft: a card that is read
 * @line: a line of it
 *
 * Takes what a person has a place for, and keeps the line otherwise.
 */
void
phone_vcard_take (PhoneVcardDraft *draft,
                  PhoneVcardLine  *line)
{
  for (guint n = 0; n < G_N_ELEMENTS (takers); n++)
    if (g_str_equal (takers[n].name, line->name))
      {
        if (!takers[n].take (draft, line))
          keep (draft, line);
        return;
      }

  keep (draft, line);
}
