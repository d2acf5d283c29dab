/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two telephones and a desktop write into one address book, and nobody is asked to wait for the others. So nothing is
 * written but on top of what one has read (If-Match). */

#include "config.h"

#include "dav-book-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (DavBook, dav_book, G_TYPE_OBJECT)

static void
dav_book_finalize (GObject *object)
{
  DavBook *self = DAV_BOOK (object);

  g_object_unref (self->server);
  g_clear_pointer (&self->url, g_uri_unref);
  g_free (self->href);

  G_OBJECT_CLASS (dav_book_parent_class)->finalize (object);
}

static void
dav_book_class_init (DavBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dav_book_finalize;
}

static void
dav_book_init (DavBook *self)
{
}

/* Servers write one address in many ways: whole, as a path, with "@" and with "%40". */
static char *
write_one_way (const char *path)
{
  g_autofree char *plain = g_uri_unescape_string (path, "/");

  /* What is wrongly written is left so, but for octets that end a line of HTTP. */
  return plain != NULL ? g_uri_escape_string (plain, "/@:!$&'()*+,;=", FALSE)
                       : g_uri_escape_string (path, "/@:!$&'()*+,;=%", FALSE);
}

/**
 * dav_book_new:
 * @server: who asks
 * @url: where the book lies
 *
 * An address book; nothing is sent yet.
 *
 * Returns: (transfer full) (nullable): the book; %NULL: that is no address
 */
DavBook *
dav_book_new (DavServer  *server,
              const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *slash = NULL;
  DavBook *self;

  g_return_val_if_fail (DAV_IS_SERVER (server), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  slash = g_str_has_suffix (url, "/") ? g_strdup (url) : g_strconcat (url, "/", NULL);
  uri = g_uri_parse (slash, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  self = g_object_new (DAV_TYPE_BOOK, NULL);
  self->server = g_object_ref (server);
  self->url = g_steal_pointer (&uri);
  self->href = write_one_way (g_uri_get_path (self->url));
  return self;
}

/* What was written as "%2e%2e" may become a way out of the book. */
static gboolean
leads_up (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  return g_strv_contains ((const char *const *) parts, "..") || g_strv_contains ((const char *const *) parts, ".");
}

/* NULL: nothing of this book; a server that names another's cards would have us write them. */
static char *
read_href (DavBook    *self,
           const char *href)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (self->url, href, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *path = uri != NULL ? write_one_way (g_uri_get_path (uri)) : NULL;

  if (path == NULL || g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (self->url)) != 0
      || !g_str_has_prefix (path, self->href) || strlen (path) == strlen (self->href) || leads_up (path))
    return NULL;
  return g_steal_pointer (&path);
}

static char *
dup_url (DavBook    *self,
         const char *href)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (self->url, href, G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL ? g_uri_to_string (uri) : g_strdup (href);
}

/**
 * dav_book_dup_href:
 * @self: a book
 * @name: of a card
 *
 * Where a new card of that name lies.
 *
 * Returns: (transfer full): its address in the book
 */
char *
dav_book_dup_href (DavBook    *self,
                   const char *name)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (DAV_IS_BOOK (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  escaped = g_uri_escape_string (name, "@:", FALSE);
  return g_strconcat (self->href, escaped, ".vcf", NULL);
}

/* One that cannot be sent back as a header would have a card written on top of anything. */
static gboolean
is_mark (const char *etag)
{
  for (const char *c = etag; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;
  return etag != NULL && *etag != '\0';
}

DavCard *
dav_book_read_entry (DavBook        *self,
                     const DavEntry *entry)
{
  g_autofree char *href = read_href (self, entry->href);
  gboolean gone = entry->status == 404 || entry->status == 410;
  DavCard *card;

  /* Folders in it are none of our business. */
  if (href == NULL || g_str_has_suffix (href, "/"))
    return NULL;

  card = g_new0 (DavCard, 1);
  card->href = g_steal_pointer (&href);
  card->etag = is_mark (entry->etag) ? g_strdup (entry->etag) : NULL;
  card->card = g_strdup (entry->card);
  card->gone = gone;
  return card;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavMultistatus) told = dav_multistatus_parse_finish (result, &error);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) dav_card_free);
  GHashTable *wanted = g_task_get_task_data (task);

  if (told == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint n = 0; n < told->entries->len; n++)
    {
      DavCard *card = dav_book_read_entry (g_task_get_source_object (task), g_ptr_array_index (told->entries, n));

      /* Nothing that nobody asked for, and nothing twice. */
      if (card != NULL && card->card != NULL && card->etag != NULL && g_hash_table_remove (wanted, card->href))
        g_ptr_array_add (cards, card);
      else
        g_clear_pointer (&card, dav_card_free);
    }
  g_task_return_pointer (task, g_steal_pointer (&cards), (GDestroyNotify) g_ptr_array_unref);
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavAnswer) answer = dav_server_ask_finish (DAV_SERVER (source), result, &error);

  if (answer != NULL)
    dav_multistatus_parse_async (answer->body, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * dav_book_get_async:
 * @self: a book
 * @hrefs: (element-type utf8): which cards
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the cards
 * @user_data: for @callback
 *
 * Reads cards (RFC 6352 §8.7).
 */
void
dav_book_get_async (DavBook             *self,
                    GPtrArray           *hrefs,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GString) body = NULL;
  g_autofree char *url = NULL;
  GHashTable *wanted;
  DavRequest request = { "REPORT", NULL, "1", DAV_BOOK_XML, NULL, NULL, FALSE };

  g_return_if_fail (DAV_IS_BOOK (self));
  g_return_if_fail (hrefs != NULL);

  wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  body = g_string_new (DAV_BOOK_HEAD "<C:addressbook-multiget xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\">"
                            "<prop><getetag/><C:address-data/></prop>");
  for (guint n = 0; n < hrefs->len; n++)
    {
      g_autofree char *escaped = g_markup_escape_text (g_ptr_array_index (hrefs, n), -1);

      g_hash_table_add (wanted, g_strdup (g_ptr_array_index (hrefs, n)));
      g_string_append_printf (body, "<href>%s</href>", escaped);
    }
  g_string_append (body, "</C:addressbook-multiget>");
  url = g_uri_to_string (self->url);
  request.url = url;
  request.body = body->str;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_book_get_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify) g_hash_table_unref);
  dav_server_ask_async (self->server, &request, cancellable, got_cb, g_object_ref (task));
}

/**
 * dav_book_get_finish:
 * @self: a book
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_book_get_async().
 *
 * Returns: (transfer full) (element-type DavCard) (nullable): the cards that are there
 */
GPtrArray *
dav_book_get_finish (DavBook       *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavAnswer) answer = dav_server_ask_finish (DAV_SERVER (source), result, &error);
  gboolean deleted = g_task_get_task_data (task) != NULL;

  /* Who was to be deleted and is not there is deleted. */
  if (answer == NULL && deleted && g_error_matches (error, DAV_ERROR, DAV_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      g_task_return_pointer (task, g_strdup (""), g_free);
    }
  else if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (answer->etag != NULL ? answer->etag : ""), g_free);
}

/**
 * dav_book_put_async:
 * @self: a book
 * @card: what is to be there; without a text: nothing is
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes or deletes a card, if it still is the one with that etag; without one, if there is none. %DAV_ERROR_CHANGED:
 * somebody was faster.
 */
void
dav_book_put_async (DavBook             *self,
                    const DavCard       *card,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *url = NULL;
  DavRequest request = { "PUT", NULL, NULL, "text/vcard; charset=utf-8", card->card, card->etag, card->etag == NULL };

  g_return_if_fail (DAV_IS_BOOK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_book_put_async);
  if (card->card == NULL)
    {
      request.method = "DELETE";
      request.if_none_match = FALSE;
      g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
    }
  url = dup_url (self, card->href);
  request.url = url;
  dav_server_ask_async (self->server, &request, cancellable, put_cb, g_object_ref (task));
}

/**
 * dav_book_put_finish:
 * @self: a book
 * @result: what the callback was given
 * @etag: (out) (nullable) (optional): of what is there now; %NULL: it has to be read again to know
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_book_put_async().
 *
 * Returns: %TRUE when it is done
 */
gboolean
dav_book_put_finish (DavBook       *self,
                     GAsyncResult  *result,
                     char         **etag,
                     GError       **error)
{
  g_autofree char *told = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  told = g_task_propagate_pointer (G_TASK (result), error);
  if (told == NULL)
    return FALSE;

  if (etag != NULL)
    *etag = *told != '\0' ? g_steal_pointer (&told) : NULL;
  return TRUE;
}
