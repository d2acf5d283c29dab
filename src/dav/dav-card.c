/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of an address book: a card, and what happened to cards. */

#include "config.h"

#include "dav-card.h"

/**
 * dav_card_free:
 * @card: (transfer full): a card
 *
 * Frees a card.
 */
void
dav_card_free (DavCard *card)
{
  g_return_if_fail (card != NULL);

  g_free (card->href);
  g_free (card->etag);
  g_free (card->card);
  g_free (card);
}

/**
 * dav_changes_free:
 * @changes: (transfer full): what happened
 *
 * Frees what happened.
 */
void
dav_changes_free (DavChanges *changes)
{
  g_return_if_fail (changes != NULL);

  g_ptr_array_unref (changes->cards);
  g_free (changes->token);
  g_free (changes);
}
