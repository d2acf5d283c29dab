/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server is asked what changed since the last time (RFC 6578); one that cannot say it is asked for the marks of all cards.
 * Who is not named in a list of all is gone, so that only what surely is a whole list may be taken for one. */

#include "config.h"

#include "dav-book-private.h"

#define MOST_ROUNDS 200

typedef struct
{
  DavChanges *changes;
  char *token;      /* of the next question; nullable */
  gboolean by_mark; /* the server cannot say what changed */
  guint n_rounds;
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_pointer (&listing->changes, dav_changes_free);
  g_free (listing->token);
  g_free (listing);
}

static void ask_list (GTask *task);

typedef enum
{
  ANSWER_WHOLE,
  ANSWER_MORE, /* the server has more to say (RFC 6578 §3.6) */
  ANSWER_CUT,  /* it has, and does not say how to ask for it */
} Answer;

static Answer
take_list (DavBook        *self,
           Listing        *listing,
           DavMultistatus *answer)
{
  gboolean cut = FALSE;

  for (guint n = 0; n < answer->entries->len; n++)
    {
      const DavEntry *entry = g_ptr_array_index (answer->entries, n);
      DavCard *card = dav_book_read_entry (self, entry);

      cut = cut || entry->status == 507;
      if (card != NULL && entry->status != 507)
        g_ptr_array_add (listing->changes->cards, card);
      else
        g_clear_pointer (&card, dav_card_free);
    }
  if (cut && (listing->by_mark || answer->token == NULL || g_strcmp0 (answer->token, listing->token) == 0))
    return ANSWER_CUT;
  if (listing->by_mark)
    return ANSWER_WHOLE;
  g_set_str (&listing->token, answer->token);
  g_set_str (&listing->changes->token, answer->token);
  return cut ? ANSWER_MORE : ANSWER_WHOLE;
}

/* An old token is forgotten (403, 409, 412), or the question is not understood at all. */
static gboolean
can_ask_otherwise (const GError *error)
{
  return error->domain == DAV_ERROR
         && (error->code == DAV_ERROR_REFUSED || error->code == DAV_ERROR_CHANGED || error->code == DAV_ERROR_FULL
             || error->code == DAV_ERROR_NONSENSE);
}

static void
begin_again (GTask    *task,
             gboolean  by_mark)
{
  Listing *listing = g_task_get_task_data (task);

  listing->by_mark = by_mark;
  listing->changes->is_whole = TRUE;
  g_clear_pointer (&listing->token, g_free);
  g_clear_pointer (&listing->changes->token, g_free);
  g_ptr_array_set_size (listing->changes->cards, 0);
  ask_list (task);
}

static void
take_answer (GTask          *task,
             DavMultistatus *told)
{
  Listing *listing = g_task_get_task_data (task);
  Answer answer = take_list (g_task_get_source_object (task), listing, told);

  if (listing->changes->cards->len > DAV_MULTISTATUS_MOST)
    g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_TOO_LARGE, "more than %d changes", DAV_MULTISTATUS_MOST);
  /* Half a list taken for a whole one would delete the people of the other half. */
  else if (answer == ANSWER_CUT && !listing->by_mark)
    begin_again (task, TRUE);
  else if (answer == ANSWER_CUT)
    g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_TOO_LARGE, "only the beginning of a list");
  else if (answer == ANSWER_WHOLE)
    g_task_return_pointer (task, g_steal_pointer (&listing->changes), (GDestroyNotify) dav_changes_free);
  else if (++listing->n_rounds > MOST_ROUNDS)
    g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_TOO_LARGE, "changes without end");
  else
    ask_list (task);
}

static void
take_failure (GTask  *task,
              GError *failure)
{
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (GError) error = failure;

  if (!listing->by_mark && can_ask_otherwise (error))
    begin_again (task, listing->token == NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavMultistatus) told = dav_multistatus_parse_finish (result, &error);

  if (told != NULL)
    take_answer (task, told);
  else
    take_failure (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavAnswer) answer = dav_server_ask_finish (DAV_SERVER (source), result, &error);

  if (answer != NULL)
    dav_multistatus_parse_async (answer->body, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  else
    take_failure (task, error);
}

static void
ask_list (GTask *task)
{
  DavBook *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  g_autofree char *token = g_markup_escape_text (listing->token != NULL ? listing->token : "", -1);
  g_autofree char *url = g_uri_to_string (self->url);
  g_autofree char *body = NULL;
  DavRequest request = { "REPORT", url, "0", DAV_BOOK_XML, NULL, NULL, FALSE };

  if (listing->by_mark)
    {
      request.method = "PROPFIND";
      request.depth = "1";
      body = g_strdup (DAV_BOOK_HEAD "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>");
    }
  else
    body = g_strdup_printf (DAV_BOOK_HEAD "<sync-collection xmlns=\"DAV:\"><sync-token>%s</sync-token>"
                                 "<sync-level>1</sync-level><prop><getetag/></prop></sync-collection>",
                            token);
  request.body = body;
  dav_server_ask_async (self->server, &request, g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

/**
 * dav_book_list_async:
 * @self: a book
 * @token: (nullable): what the last answer gave; %NULL: everything
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what changed since.
 */
void
dav_book_list_async (DavBook             *self,
                     const char          *token,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Listing *listing = g_new0 (Listing, 1);

  g_return_if_fail (DAV_IS_BOOK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_book_list_async);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  listing->token = g_strdup (token);
  listing->changes = g_new0 (DavChanges, 1);
  listing->changes->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) dav_card_free);
  listing->changes->is_whole = token == NULL;
  ask_list (task);
}

/**
 * dav_book_list_finish:
 * @self: a book
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_book_list_async().
 *
 * Returns: (transfer full) (nullable): what happened
 */
DavChanges *
dav_book_list_finish (DavBook       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
