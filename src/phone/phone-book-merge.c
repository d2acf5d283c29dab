/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two people change one card, and neither hears of the other before both are done. What only one of them touched is taken
 * from them; where both touched the same, the server's word stands and ours is not lost: it becomes a line in the note. */

#include "config.h"

#include "phone-book-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  OURS,
  THEIRS,
  BOTH, /* changed on both sides, and not to the same */
} Side;

static Side
compare (const char *ours,
         const char *base,
         const char *theirs)
{
  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (theirs, base) == 0)
    return OURS;
  return g_strcmp0 (ours, base) == 0 || ours == NULL ? THEIRS : BOTH;
}

static void
lose (GString    *lost,
      const char *what,
      const char *ours)
{
  g_string_append_printf (lost, "%s%s: %s", lost->len > 0 ? "; " : "", what, ours);
}

static void
merge_line (char       **ours,
            const char  *base,
            const char  *theirs,
            const char  *what,
            GString     *lost)
{
  Side side = compare (*ours, base, theirs);

  if (side == BOTH)
    lose (lost, what, *ours);
  if (side != OURS)
    g_set_str (ours, theirs);
}

static void
merge_name (StorePerson       *ours,
            const StorePerson *base,
            const StorePerson *theirs,
            GString           *lost)
{
  Side side = compare (ours->name, base != NULL ? base->name : NULL, theirs->name);
  gboolean same = g_strcmp0 (ours->name, theirs->name) == 0;

  if (side == BOTH)
    /* Translators: the name of a person, before that name. */
    lose (lost, C_("person", "Name"), ours->name);
  if (side != OURS || same)
    {
      g_set_str (&ours->name, theirs->name);
      g_set_str (&ours->family, theirs->family);
      g_set_str (&ours->given, theirs->given);
    }
}

/* The same, in whatever spelling. */
static StoreAddress *
find_address (PhonePeople        *people,
              const StorePerson  *row,
              const StoreAddress *address)
{
  g_autofree char *key = phone_people_make_key (people, address);

  for (guint n = 0; row != NULL && n < row->addresses->len; n++)
    {
      StoreAddress *other = g_ptr_array_index (row->addresses, n);
      g_autofree char *other_key = other->kind == address->kind ? phone_people_make_key (people, other) : NULL;

      if (other->kind == address->kind
          && (g_str_equal (other->value, address->value) || (key != NULL && g_strcmp0 (key, other_key) == 0)))
        return other;
    }
  return NULL;
}

/* One that is on both sides: theirs, but for what was changed about it here alone. */
static StoreAddress *
merge_address (const StoreAddress *ours,
               const StoreAddress *base,
               const StoreAddress *theirs)
{
  if (base != NULL && g_strcmp0 (theirs->label, base->label) == 0 && g_str_equal (theirs->value, base->value))
    return store_address_copy (ours);
  return store_address_copy (theirs);
}

/* A way to reach somebody is there when one side added it, and not when one side took it away. */
static GPtrArray *
merge_addresses (PhonePeople       *people,
                 const StorePerson *ours,
                 const StorePerson *base,
                 const StorePerson *theirs)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) store_address_free);

  for (guint n = 0; n < theirs->addresses->len; n++)
    {
      const StoreAddress *address = g_ptr_array_index (theirs->addresses, n);
      const StoreAddress *own = find_address (people, ours, address);
      const StoreAddress *former = find_address (people, base, address);

      if (own != NULL)
        g_ptr_array_add (merged, merge_address (own, former, address));
      else if (former == NULL)
        g_ptr_array_add (merged, store_address_copy (address));
    }
  for (guint n = 0; n < ours->addresses->len; n++)
    {
      const StoreAddress *address = g_ptr_array_index (ours->addresses, n);

      if (find_address (people, theirs, address) == NULL && find_address (people, base, address) == NULL)
        g_ptr_array_add (merged, store_address_copy (address));
    }
  return merged;
}

static void
merge_star (StorePerson       *ours,
            const StorePerson *base,
            const StorePerson *theirs)
{
  gboolean was = base != NULL && base->favourite;

  if (theirs->favourite != was)
    ours->favourite = theirs->favourite;
}

/**
 * phone_book_merge:
 * @people: who knows how numbers are written
 * @ours: the person here; becomes what both made of them
 * @base: (nullable): what both sides had; %NULL: they never were the same
 * @theirs: the person there
 *
 * Brings two changes of one person together.
 *
 * Returns: (transfer full) (nullable): what was changed on both sides, as it was here; %NULL: nothing
 */
char *
phone_book_merge (PhonePeople       *people,
                  StorePerson       *ours,
                  const StorePerson *base,
                  const StorePerson *theirs)
{
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autoptr (GPtrArray) addresses = NULL;
  Side note;

  g_return_val_if_fail (ours != NULL, NULL);
  g_return_val_if_fail (theirs != NULL, NULL);

  merge_name (ours, base, theirs, lost);
  merge_line (&ours->organisation, base != NULL ? base->organisation : NULL, theirs->organisation,
              C_("person", "Company"), lost);
  note = compare (ours->note, base != NULL ? base->note : NULL, theirs->note);
  if (note == BOTH)
    lose (lost, C_("person", "Note"), ours->note);
  if (note != OURS)
    g_set_str (&ours->note, theirs->note);
  merge_star (ours, base, theirs);
  addresses = merge_addresses (people, ours, base, theirs);
  g_ptr_array_unref (ours->addresses);
  ours->addresses = g_steal_pointer (&addresses);
  g_set_str (&ours->card, theirs->card);
  if (theirs->uid != NULL)
    g_set_str (&ours->uid, theirs->uid);
  if (lost->len == 0)
    return NULL;
  /* Translators: %s is a list such as "Name: Anna; Company: Bakery". */
  return g_strdup_printf (_("Changed here at the same time: %s"), lost->str);
}

/**
 * phone_book_merge_picture:
 * @ours: the person here
 * @theirs: the person there
 * @changed_here: whether it was, since both were the same
 *
 * Takes the picture from there, if there is one; takes ours away if there is none any more.
 *
 * Returns: %TRUE when it is to be forgotten here
 */
gboolean
phone_book_merge_picture (StorePerson       *ours,
                          const StorePerson *theirs,
                          gboolean           changed_here)
{
  g_return_val_if_fail (ours != NULL, FALSE);
  g_return_val_if_fail (theirs != NULL, FALSE);

  if (theirs->picture == NULL)
    return ours->has_picture && !changed_here;
  if (changed_here)
    return FALSE;

  g_clear_pointer (&ours->picture, g_bytes_unref);
  ours->picture = g_bytes_ref (theirs->picture);
  ours->has_picture = TRUE;
  return FALSE;
}

/**
 * phone_book_write_base:
 * @person: somebody
 * @version: of the format
 *
 * Their card without the picture, to compare with later.
 *
 * Returns: (transfer full): the card
 */
char *
phone_book_write_base (const StorePerson *person,
                       PhoneVcardVersion  version)
{
  StorePerson plain = *person;
  GString *text = g_string_new (NULL);

  plain.picture = NULL;
  phone_vcard_write (text, &plain, version);
  return g_string_free (text, FALSE);
}

/* Address books keep their lists of people as cards, too (RFC 6350 §6.1.4, and Apple's own). */
static gboolean
is_group (const StorePerson *person)
{
  g_autofree char *folded = person->card != NULL ? g_ascii_strdown (person->card, -1) : NULL;

  return folded != NULL && strstr (folded, "kind:group") != NULL;
}

/**
 * phone_book_read_card:
 * @card: a card
 * @version: (out): of the format, for writing it back
 *
 * Reads the card of one person.
 *
 * Returns: (transfer full) (nullable): the person; %NULL: it is none
 */
StorePerson *
phone_book_read_card (const char        *card,
                      PhoneVcardVersion *version)
{
  g_autoptr (PhoneVcards) cards = NULL;
  StorePerson *person;

  g_return_val_if_fail (card != NULL, NULL);
  g_return_val_if_fail (version != NULL, NULL);

  cards = phone_vcard_read (card, strlen (card));
  *version = strstr (card, "VERSION:4.0") != NULL ? PHONE_VCARD_VERSION_4 : PHONE_VCARD_VERSION_3;
  if (cards->people->len != 1)
    return NULL;
  person = g_ptr_array_index (cards->people, 0);
  return is_group (person) ? NULL : store_person_copy (person);
}
