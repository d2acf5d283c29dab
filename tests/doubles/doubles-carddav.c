/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small CardDAV server (RFC 6352, 6578) over libsoup. */

#include "doubles-carddav.h"

#include <libsoup/soup.h>
#include <string.h>

#define HOME "/dav/alice/books/"
#define BOOK HOME "people/"

typedef struct
{
  char *text; /* NULL: deleted */
  guint revision;
} Card;

struct _DoublesCarddav
{
  SoupServer *server;
  char *url;
  GHashTable *cards; /* href → Card */
  guint revision;
  guint age; /* tokens of another one are forgotten */
  guint most;
  guint n_written;
  gboolean plain;
  char *password;
  guint fail_status;
  char *retry_after;
  char *say_method;
  char *say_body;
  char *say_location;
  GSourceFunc before_put;
  gpointer before_put_data;
};

static void
card_free (gpointer data)
{
  Card *card = data;

  g_free (card->text);
  g_free (card);
}

static void
set_card (DoublesCarddav *self,
          const char     *href,
          const char     *text)
{
  Card *card = g_new0 (Card, 1);

  card->text = g_strdup (text);
  card->revision = ++self->revision;
  g_hash_table_replace (self->cards, g_strdup (href), card);
}

static Card *
find_card (DoublesCarddav *self,
           const char     *href)
{
  Card *card = g_hash_table_lookup (self->cards, href);

  return card != NULL && card->text != NULL ? card : NULL;
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "application/xml; charset=utf-8", SOUP_MEMORY_COPY, body,
                                      strlen (body));
}

static void
begin (GString *text)
{
  g_string_assign (text, "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\""
                         " xmlns:c=\"urn:ietf:params:xml:ns:carddav\">");
}

/* With one property that is not there, as servers do. */
static void
append (GString    *text,
        const char *href,
        const char *props)
{
  g_string_append_printf (text,
                          "<d:response><d:href>%s</d:href><d:propstat><d:prop>%s</d:prop>"
                          "<d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:displayname>no"
                          "</d:displayname></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>"
                          "</d:response>",
                          href, props);
}

static void
append_card (GString    *text,
             const char *href,
             Card       *card,
             gboolean    whole)
{
  g_autofree char *escaped = g_markup_escape_text (card->text, -1);
  g_autofree char *props = g_strdup_printf ("<d:getetag>\"%u\"</d:getetag>%s%s%s", card->revision,
                                            whole ? "<c:address-data>" : "", whole ? escaped : "",
                                            whole ? "</c:address-data>" : "");

  append (text, href, props);
}

static void
answer_propfind (DoublesCarddav    *self,
                 SoupServerMessage *message,
                 const char        *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *depth = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Depth");
  GHashTableIter iter;
  gpointer href;
  gpointer card;

  begin (text);
  if (g_str_equal (path, "/dav/"))
    append (text, path, "<d:current-user-principal><d:href>/dav/alice/</d:href></d:current-user-principal>");
  else if (g_str_equal (path, "/dav/alice/"))
    append (text, path, "<c:addressbook-home-set><d:href>" HOME "</d:href></c:addressbook-home-set>");
  else if (g_str_equal (path, HOME))
    {
      append (text, path, "<d:resourcetype><d:collection/></d:resourcetype>");
      if (g_strcmp0 (depth, "1") == 0)
        append (text, BOOK, "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
                            "<d:displayname>People</d:displayname>");
    }
  else if (g_str_equal (path, BOOK))
    {
      append (text, path, "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
                          "<d:displayname>People</d:displayname>");
      g_hash_table_iter_init (&iter, self->cards);
      while (g_strcmp0 (depth, "1") == 0 && g_hash_table_iter_next (&iter, &href, &card))
        if (((Card *) card)->text != NULL)
          append_card (text, href, card, FALSE);
    }
  else
    {
      answer (message, 404, NULL);
      return;
    }
  g_string_append (text, "</d:multistatus>");
  answer (message, 207, text->str);
}

static char *
dup_between (const char *text,
             const char *begins,
             const char *ends)
{
  const char *at = strstr (text, begins);
  const char *end = at != NULL ? strstr (at, ends) : NULL;

  return end != NULL ? g_strndup (at + strlen (begins), end - at - strlen (begins)) : NULL;
}

static int
compare_revisions (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  DoublesCarddav *self = data;
  Card *one = g_hash_table_lookup (self->cards, a);
  Card *other = g_hash_table_lookup (self->cards, b);

  return (int) one->revision - (int) other->revision;
}

static void
answer_sync (DoublesCarddav    *self,
             SoupServerMessage *message,
             const char        *question)
{
  g_autofree char *token = dup_between (question, "<sync-token>", "</sync-token>");
  const char *dash = token != NULL ? strchr (token, '-') : NULL;
  guint since = dash != NULL ? (guint) atoi (dash + 1) : 0;
  guint told = self->revision;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GList) hrefs = NULL;
  guint n = 0;

  if (self->plain || (dash != NULL && (guint) atoi (token) != self->age))
    {
      answer (message, self->plain ? 501 : 403, NULL);
      return;
    }
  begin (text);
  hrefs = g_list_sort_with_data (g_hash_table_get_keys (self->cards), compare_revisions, self);
  for (GList *link = hrefs; link != NULL; link = link->next)
    {
      Card *card = g_hash_table_lookup (self->cards, link->data);

      if (card->revision <= since || (card->text == NULL && since == 0))
        continue;
      if (self->most > 0 && n++ == self->most)
        {
          g_string_append (text, "<d:response><d:href>" BOOK "</d:href><d:status>HTTP/1.1 507 Insufficient Storage"
                                 "</d:status></d:response>");
          break;
        }
      told = self->most > 0 ? card->revision : told;
      if (card->text != NULL)
        append_card (text, link->data, card, FALSE);
      else
        g_string_append_printf (text, "<d:response><d:href>%s</d:href><d:status>HTTP/1.1 404 Not Found</d:status>"
                                      "</d:response>", (char *) link->data);
    }
  g_string_append_printf (text, "<d:sync-token>%u-%u</d:sync-token></d:multistatus>", self->age,
                          told);
  answer (message, 207, text->str);
}

static void
answer_multiget (DoublesCarddav    *self,
                 SoupServerMessage *message,
                 const char        *question)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (question, "<href>", -1);

  begin (text);
  for (guint n = 1; parts[n] != NULL; n++)
    {
      g_autofree char *href = g_strndup (parts[n], strcspn (parts[n], "<"));
      Card *card = find_card (self, href);

      if (card != NULL)
        append_card (text, href, card, TRUE);
      else
        g_string_append_printf (text, "<d:response><d:href>%s</d:href><d:status>HTTP/1.1 404 Not Found</d:status>"
                                      "</d:response>", href);
    }
  g_string_append (text, "</d:multistatus>");
  answer (message, 207, text->str);
}

static gboolean
may_write (SoupServerMessage *message,
           Card              *card)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *match = soup_message_headers_get_one (headers, "If-Match");
  g_autofree char *etag = card != NULL ? g_strdup_printf ("\"%u\"", card->revision) : NULL;

  if (soup_message_headers_get_one (headers, "If-None-Match") != NULL)
    return card == NULL;
  return match == NULL || g_strcmp0 (match, etag) == 0;
}

static void
answer_write (DoublesCarddav    *self,
              SoupServerMessage *message,
              const char        *path,
              const char        *text)
{
  gboolean deletes = g_str_equal (soup_server_message_get_method (message), "DELETE");
  GSourceFunc before = g_steal_pointer (&self->before_put);
  g_autofree char *etag = NULL;

  if (before != NULL)
    before (self->before_put_data);
  if (deletes && find_card (self, path) == NULL)
    answer (message, 404, NULL);
  else if (!may_write (message, find_card (self, path)))
    answer (message, 412, NULL);
  else
    {
      set_card (self, path, deletes ? NULL : text);
      self->n_written++;
      etag = g_strdup_printf ("\"%u\"", self->revision);
      if (!deletes)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
      answer (message, deletes ? 204 : 201, NULL);
    }
}

static gboolean
is_odd (DoublesCarddav    *self,
        SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *method = soup_server_message_get_method (message);

  if (self->fail_status != 0)
    {
      if (self->retry_after != NULL)
        soup_message_headers_replace (headers, "Retry-After", self->retry_after);
      answer (message, self->fail_status, NULL);
      return TRUE;
    }
  if ((self->say_body == NULL && self->say_location == NULL)
      || (self->say_method != NULL && !g_str_equal (method, self->say_method)))
    return FALSE;
  if (self->say_location != NULL)
    soup_message_headers_replace (headers, "Location", self->say_location);
  answer (message, self->say_location != NULL ? 302 : 207, self->say_body);
  return TRUE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  DoublesCarddav *self = data;
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);

  if (is_odd (self, message))
    return;
  if (g_str_equal (path, "/.well-known/carddav"))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/dav/");
      answer (message, 301, NULL);
    }
  else if (g_str_equal (method, "PROPFIND"))
    answer_propfind (self, message, path);
  else if (g_str_equal (method, "REPORT") && strstr (text, "sync-collection") != NULL)
    answer_sync (self, message, text);
  else if (g_str_equal (method, "REPORT"))
    answer_multiget (self, message, text);
  else if (g_str_equal (method, "PUT") || g_str_equal (method, "DELETE"))
    answer_write (self, message, path, text);
  else
    answer (message, 405, NULL);
}

static gboolean
password_cb (SoupAuthDomain    *domain,
             SoupServerMessage *message,
             const char        *user,
             const char        *password,
             gpointer           data)
{
  return g_str_equal (user, "alice") && g_str_equal (password, ((DoublesCarddav *) data)->password);
}

DoublesCarddav *
doubles_carddav_new (void)
{
  DoublesCarddav *self = g_new0 (DoublesCarddav, 1);
  g_autoptr (SoupAuthDomain) domain = soup_auth_domain_basic_new ("realm", "test", NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, card_free);
  self->password = g_strdup ("secret");
  self->server = soup_server_new (NULL, NULL);
  soup_auth_domain_basic_set_auth_callback (domain, password_cb, self, NULL);
  soup_auth_domain_add_path (domain, "/dav/");
  soup_server_add_auth_domain (self->server, domain);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
doubles_carddav_free (DoublesCarddav *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_hash_table_unref (self->cards);
  g_free (self->url);
  g_free (self->password);
  g_free (self->retry_after);
  g_free (self->say_method);
  g_free (self->say_body);
  g_free (self->say_location);
  g_free (self);
}

const char *
doubles_carddav_get_url (DoublesCarddav *self)
{
  return self->url;
}

void
doubles_carddav_put (DoublesCarddav *self,
                     const char     *name,
                     const char     *card)
{
  g_autofree char *href = g_strconcat (BOOK, name, NULL);

  set_card (self, href, card);
}

const char *
doubles_carddav_get (DoublesCarddav *self,
                     const char     *name)
{
  g_autofree char *href = g_strconcat (BOOK, name, NULL);
  Card *card = find_card (self, href);

  return card != NULL ? card->text : NULL;
}

guint
doubles_carddav_get_n (DoublesCarddav *self)
{
  GHashTableIter iter;
  gpointer card;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    n += ((Card *) card)->text != NULL;
  return n;
}

const char *
doubles_carddav_find (DoublesCarddav *self,
                      const char     *text)
{
  GHashTableIter iter;
  gpointer card;
  const char *found = NULL;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    if (((Card *) card)->text != NULL && strstr (((Card *) card)->text, text) != NULL)
      {
        if (found != NULL)
          return NULL;
        found = ((Card *) card)->text;
      }
  return found;
}

guint
doubles_carddav_get_n_written (DoublesCarddav *self)
{
  return self->n_written;
}

void
doubles_carddav_set_password (DoublesCarddav *self,
                              const char     *password)
{
  g_set_str (&self->password, password);
}

void
doubles_carddav_fail (DoublesCarddav *self,
                      guint           status,
                      const char     *retry_after)
{
  self->fail_status = status;
  g_set_str (&self->retry_after, retry_after);
}

void
doubles_carddav_say (DoublesCarddav *self,
                     const char     *method,
                     const char     *body,
                     const char     *location)
{
  g_set_str (&self->say_method, method);
  g_set_str (&self->say_body, body);
  g_set_str (&self->say_location, location);
}

void
doubles_carddav_set_plain (DoublesCarddav *self,
                           gboolean        plain)
{
  self->plain = plain;
}

void
doubles_carddav_forget (DoublesCarddav *self)
{
  self->age++;
}

void
doubles_carddav_set_most (DoublesCarddav *self,
                          guint           most)
{
  self->most = most;
}

void
doubles_carddav_before_put (DoublesCarddav *self,
                            GSourceFunc     callback,
                            gpointer        user_data)
{
  self->before_put = callback;
  self->before_put_data = user_data;
}
