/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a number at work is "Work" here and "Arbeit" there, but a place that a person named themselves is
 * what they called it; and no number is read backwards. */

#include "app-person-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "phone-number.h"

/* In the order of a list to choose from. */
static const struct
{
  const char *label;
  const char *text;
} rows[] = {
  /* Translators: where a number or an address of somebody is */
  { "mobile", N_("Mobile") },
  { "home", N_("Home") },
  { "work", N_("Work") },
  { "fax", N_("Fax") },
  { "other", N_("Other") },
};

/**
 * app_person_words_get_labels:
 *
 * The places an address can be at.
 *
 * Returns: (transfer none) (array zero-terminated=1): the labels, as the phone keeps them
 */
const char *const *
app_person_words_get_labels (void)
{
  static const char *labels[G_N_ELEMENTS (rows) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    labels[i] = rows[i].label;
  return labels;
}

/**
 * app_person_words_dup_label:
 * @label: (nullable): a place, as the phone keeps it
 *
 * The place in a person's language, or in their own word.
 *
 * Returns: (transfer full): a text for a label; "" for none
 */
char *
app_person_words_dup_label (const char *label)
{
  if (label == NULL)
    return g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].label, label))
      return g_strdup (_(rows[i].text));

  return g_strdup (label);
}

/**
 * app_person_words_dup_address:
 * @people: (nullable): whom one knows
 * @person: one of them
 * @position: which of their addresses
 *
 * An address as it is to be shown.
 *
 * Returns: (transfer full): a text for a label
 */
char *
app_person_words_dup_address (PhonePeople *people,
                              PhonePerson *person,
                              guint        position)
{
  const char *value;
  PhoneAddressKind kind = phone_person_get_address (person, position, &value, NULL);
  g_autofree char *written = NULL;

  if (kind == PHONE_ADDRESS_PHONE && people != NULL)
    written = phone_people_write_number (people, value);
  return app_closures_name (NULL, written != NULL ? written : value);
}

/**
 * app_person_words_dup_target:
 * @person: somebody
 * @position: which of their addresses
 *
 * What is called or written to: a number without what is only there to be read.
 *
 * Returns: (transfer full): a number or an address
 */
char *
app_person_words_dup_target (PhonePerson *person,
                             guint        position)
{
  const char *value;
  PhoneAddressKind kind = phone_person_get_address (person, position, &value, NULL);
  char *number = kind == PHONE_ADDRESS_PHONE ? phone_number_clean (value) : NULL;

  return number != NULL ? number : g_strdup (value);
}

/**
 * app_person_words_dup_first_target:
 * @person: somebody
 *
 * Where to call them when nobody says where.
 *
 * Returns: (transfer full) (nullable): a number or an address; %NULL: they have none
 */
char *
app_person_words_dup_first_target (PhonePerson *person)
{
  for (guint n = 0; n < phone_person_get_n_addresses (person); n++)
    if (phone_person_get_address (person, n, NULL, NULL) != PHONE_ADDRESS_EMAIL)
      return app_person_words_dup_target (person, n);

  return NULL;
}
