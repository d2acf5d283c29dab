/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cards to people. A file of cards comes from anywhere, so one bad card is one refusal, said with its line, and never
 * the end of the others. */

#include "config.h"

#include "phone-vcard-private.h"

#include <string.h>

G_DEFINE_QUARK (phone-vcard-error-quark, phone_vcard_error)

#define MOST_CARDS 50000
#define MOST_LINES 1000     /* of a card */
#define LONGEST_REST (1024 * 1024)

static void
draft_init (PhoneVcardDraft *draft)
{
  g_autofree char *id = g_uuid_string_random ();

  draft->person = store_person_new (id);
  draft->rest = g_string_new (NULL);
  draft->labels = g_ptr_array_new_with_free_func (g_free);
  draft->has_version = FALSE;
  draft->n_lines = 0;
}

static void
draft_clear (PhoneVcardDraft *draft)
{
  g_clear_pointer (&draft->person, store_person_free);
  g_string_free (draft->rest, TRUE);
  g_ptr_array_unref (draft->labels);
}

/* A label of a person's own counts more than none. */
static void
apply_labels (PhoneVcardDraft *draft)
{
  for (guint n = 0; n < draft->person->addresses->len; n++)
    {
      StoreAddress *address = g_ptr_array_index (draft->person->addresses, n);

      for (guint i = 0; i + 1 < draft->labels->len && address->label == NULL; i += 2)
        {
          const char *group = g_ptr_array_index (draft->labels, i);

          if (g_str_has_prefix (address->head, group) && address->head[strlen (group)] == '.')
            g_set_str (&address->label, g_ptr_array_index (draft->labels, i + 1));
        }
    }
}

static void
find_name (StorePerson *person)
{
  g_autofree char *both = NULL;

  if (*person->name != '\0')
    return;
  if (person->given != NULL && person->family != NULL)
    both = g_strconcat (person->given, " ", person->family, NULL);
  else if (person->given != NULL || person->family != NULL)
    both = g_strdup (person->given != NULL ? person->given : person->family);
  else if (person->organisation != NULL)
    both = g_strdup (person->organisation);
  else if (person->addresses->len > 0)
    both = g_strdup (((StoreAddress *) g_ptr_array_index (person->addresses, 0))->value);
  if (both != NULL)
    g_set_str (&person->name, both);
}

/* What is wrong with a card that ended. */
static gboolean
judge (PhoneVcardDraft  *draft,
       GError          **error)
{
  find_name (draft->person);
  if (!draft->has_version)
    g_set_error_literal (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_VERSION, "a card of no known version");
  else if (draft->n_lines > MOST_LINES || draft->rest->len > LONGEST_REST)
    g_set_error (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_TOO_LARGE, "a card of %u lines", draft->n_lines);
  else if (*draft->person->name == '\0')
    g_set_error_literal (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NO_NAME, "a card without a name or an address");
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_mark (PhoneVcardLine *line,
         const char     *name)
{
  return g_str_equal (line->name, name) && g_ascii_strcasecmp (line->value, "VCARD") == 0;
}

static gboolean
finish (PhoneVcardDraft  *draft,
        GError          **error)
{
  if (!judge (draft, error))
    return FALSE;

  apply_labels (draft);
  if (draft->rest->len > 0)
    draft->person->card = g_strdup (draft->rest->str);
  return TRUE;
}

static gboolean
fail_without_end (GError **error)
{
  g_set_error_literal (error, PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NO_END, "a card has no end");
  return FALSE;
}

/* From behind BEGIN to behind END; to the next BEGIN, where an END is missing. The first thing that is wrong is
 * remembered, and the rest of the card passed over. */
static gboolean
read_card (PhoneVcardCursor  *cursor,
           PhoneVcardDraft   *draft,
           GError           **error)
{
  g_autoptr (GError) first = NULL;

  while (cursor->at < cursor->end)
    {
      PhoneVcardCursor before = *cursor;
      g_autoptr (GError) local_error = NULL;
      g_autoptr (PhoneVcardLine) line = phone_vcard_line_read (cursor, &local_error);

      if (local_error != NULL && first == NULL)
        first = g_steal_pointer (&local_error);
      if (line == NULL)
        continue;
      if (is_mark (line, "BEGIN"))
        {
          *cursor = before;
          return fail_without_end (error);
        }
      if (is_mark (line, "END"))
        {
          if (first == NULL)
            return finish (draft, error);
          g_propagate_error (error, g_steal_pointer (&first));
          return FALSE;
        }
      if (++draft->n_lines <= MOST_LINES && draft->rest->len <= LONGEST_REST)
        phone_vcard_take (draft, line);
    }
  return fail_without_end (error);
}

static void
refuse (PhoneVcards *cards,
        guint        line,
        const char  *name,
        GError      *error)
{
  PhoneVcardRefusal *refusal = g_new0 (PhoneVcardRefusal, 1);

  refusal->line = line;
  refusal->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  refusal->error = error;
  g_ptr_array_add (cards->refusals, refusal);
}

static void
add_card (PhoneVcards      *cards,
          PhoneVcardCursor *cursor,
          guint             line)
{
  PhoneVcardDraft draft;
  GError *error = NULL;

  draft_init (&draft);
  if (read_card (cursor, &draft, &error))
    g_ptr_array_add (cards->people, g_steal_pointer (&draft.person));
  else
    refuse (cards, line, draft.person->name, error);
  draft_clear (&draft);
}

static void
refusal_free (gpointer data)
{
  PhoneVcardRefusal *refusal = data;

  g_free (refusal->name);
  g_error_free (refusal->error);
  g_free (refusal);
}

/**
 * phone_vcard_read:
 * @data: a file, or a part of it
 * @length: how long it is, in octets
 *
 * Reads cards of version 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350). What stands between cards is passed over.
 *
 * Returns: (transfer full): the people, and the cards that were not taken with the reason
 */
PhoneVcards *
phone_vcard_read (const char *data,
                  gsize       length)
{
  PhoneVcards *cards = g_new0 (PhoneVcards, 1);
  PhoneVcardCursor cursor = { data, data + length, 1 };

  cards->people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  cards->refusals = g_ptr_array_new_with_free_func (refusal_free);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    cursor.at += 3;
  while (cursor.at < cursor.end && cards->people->len + cards->refusals->len < MOST_CARDS)
    {
      g_autoptr (PhoneVcardLine) line = phone_vcard_line_read (&cursor, NULL);

      if (line != NULL && is_mark (line, "BEGIN"))
        add_card (cards, &cursor, line->number);
    }
  if (cards->people->len + cards->refusals->len == 0)
    refuse (cards, 1, NULL, g_error_new_literal (PHONE_VCARD_ERROR, PHONE_VCARD_ERROR_NOT_CARDS, "no card"));
  return cards;
}

/**
 * phone_vcards_free:
 * @cards: (transfer full): what was read
 *
 * Frees what was read.
 */
void
phone_vcards_free (PhoneVcards *cards)
{
  g_return_if_fail (cards != NULL);

  g_ptr_array_unref (cards->people);
  g_ptr_array_unref (cards->refusals);
  g_free (cards);
}
