/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People know their e-mail address or the name of a server; where on it their address book lies, the server says (RFC
 * 6764): from a well-known place to who one is, from there to where one's books are, and there to each of them. */

#include "config.h"

#include "dav-finder.h"

#include <string.h>

#include "dav-multistatus.h"

#define QUESTION                                                                                                      \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                                                                     \
  "<propfind xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\"><prop><resourcetype/><displayname/>"            \
  "<current-user-principal/><C:addressbook-home-set/></prop></propfind>"

typedef enum
{
  STAGE_ROOT,      /* some place of the server */
  STAGE_PRINCIPAL, /* who we are */
  STAGE_HOME,      /* where our books are */
} Stage;

typedef struct
{
  GQueue places; /* char *: where to begin, the likeliest first */
  Stage stage;
  GError *error; /* the first one; nullable */
} Finding;

static void
finding_free (Finding *finding)
{
  g_queue_clear_full (&finding->places, g_free);
  g_clear_error (&finding->error);
  g_free (finding);
}

/**
 * dav_place_free:
 * @place: (transfer full): an address book
 *
 * Frees what is known of an address book.
 */
void
dav_place_free (DavPlace *place)
{
  g_return_if_fail (place != NULL);

  g_free (place->url);
  g_free (place->name);
  g_free (place);
}

static GUri *
parse_typed (const char *typed)
{
  g_autofree char *clean = g_strstrip (g_strdup (typed));
  const char *at = strrchr (clean, '@');
  g_autofree char *text = NULL;

  if (strstr (clean, "://") != NULL)
    text = g_strdup (clean);
  else
    text = g_strconcat ("https://", at != NULL ? at + 1 : clean, NULL);
  return g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
}

/**
 * dav_finder_dup_host:
 * @typed: what a person typed
 *
 * To which host it leads.
 *
 * Returns: (transfer full) (nullable): the host; %NULL: it makes no sense
 */
char *
dav_finder_dup_host (const char *typed)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (typed != NULL, NULL);

  uri = parse_typed (typed);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || strpbrk (g_uri_get_host (uri), " \t\"<>") != NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  return g_str_equal (scheme, "https") || g_str_equal (scheme, "http") ? g_ascii_strdown (g_uri_get_host (uri), -1)
                                                                       : NULL;
}

/**
 * dav_finder_is_open:
 * @typed: what a person typed
 *
 * Whether it asks for a way without encryption.
 *
 * Returns: %TRUE when it does
 */
gboolean
dav_finder_is_open (const char *typed)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (typed != NULL, FALSE);

  uri = parse_typed (typed);
  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http");
}

static void ask (GTask      *task,
                 const char *url,
                 Stage       stage);

static void
try_next (GTask *task)
{
  Finding *finding = g_task_get_task_data (task);
  g_autofree char *place = g_queue_pop_head (&finding->places);

  if (place != NULL)
    ask (task, place, STAGE_ROOT);
  else if (finding->error != NULL)
    g_task_return_error (task, g_steal_pointer (&finding->error));
  else
    g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_NO_BOOK, "the server offers no address book");
}

/* What a wrong place says is no reason to give up; a wrong password is the same everywhere, and locks people out. */
static void
take_error (GTask  *task,
            GError *error)
{
  Finding *finding = g_task_get_task_data (task);

  if (error->domain != DAV_ERROR || error->code == DAV_ERROR_PASSWORD || error->code == DAV_ERROR_CERTIFICATE
      || error->code == DAV_ERROR_BUSY)
    {
      g_task_return_error (task, error);
      return;
    }
  if (finding->error == NULL)
    finding->error = error;
  else
    g_error_free (error);
  try_next (task);
}

/* NULL: it makes no sense, or leads to a foreign server: that one would be shown the password, and later everybody's card. */
static char *
resolve (const char *base,
         const char *href)
{
  g_autoptr (GUri) here = dav_server_parse_url (NULL, base);
  g_autoptr (GUri) there = here != NULL ? dav_server_parse_url (here, href) : NULL;

  if (there == NULL || g_uri_get_host (there) == NULL
      || !dav_server_is_family (g_uri_get_host (there), g_uri_get_host (here)))
    return NULL;
  return g_uri_to_string (there);
}

static GPtrArray *
list_books (const char     *base,
            DavMultistatus *answer)
{
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func ((GDestroyNotify) dav_place_free);

  for (guint n = 0; n < answer->entries->len; n++)
    {
      const DavEntry *entry = g_ptr_array_index (answer->entries, n);
      g_autofree char *url = entry->is_book ? resolve (base, entry->href) : NULL;
      DavPlace *place;

      if (url == NULL)
        continue;
      place = g_new0 (DavPlace, 1);
      place->url = g_steal_pointer (&url);
      place->name = g_strdup (entry->name);
      g_ptr_array_add (books, place);
    }
  return books->len > 0 ? g_steal_pointer (&books) : NULL;
}

static const char *
find_value (DavMultistatus *answer,
            gsize           offset)
{
  for (guint n = 0; n < answer->entries->len; n++)
    {
      const char *value = G_STRUCT_MEMBER (char *, g_ptr_array_index (answer->entries, n), offset);

      if (value != NULL && *value != '\0')
        return value;
    }
  return NULL;
}

static void
take_answer (GTask          *task,
             const char     *base,
             DavMultistatus *answer)
{
  Finding *finding = g_task_get_task_data (task);
  GPtrArray *books = list_books (base, answer);
  const char *home = find_value (answer, G_STRUCT_OFFSET (DavEntry, home));
  const char *principal = find_value (answer, G_STRUCT_OFFSET (DavEntry, principal));
  g_autofree char *url = NULL;

  if (books != NULL)
    {
      g_task_return_pointer (task, books, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (finding->stage < STAGE_HOME && home != NULL && (url = resolve (base, home)) != NULL)
    ask (task, url, STAGE_HOME);
  else if (finding->stage < STAGE_PRINCIPAL && principal != NULL && (url = resolve (base, principal)) != NULL)
    ask (task, url, STAGE_PRINCIPAL);
  else
    take_error (task, g_error_new (DAV_ERROR, DAV_ERROR_NO_BOOK, "no address book at %s", base));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DavAnswer) answer = dav_server_ask_finish (DAV_SERVER (source), result, &error);
  g_autoptr (DavMultistatus) told = answer != NULL ? dav_multistatus_parse (answer->body, &error) : NULL;

  if (told == NULL)
    take_error (task, error);
  else
    take_answer (task, answer->url, told);
}

static void
ask (GTask      *task,
     const char *url,
     Stage       stage)
{
  Finding *finding = g_task_get_task_data (task);
  DavRequest request = { "PROPFIND", url, stage == STAGE_HOME ? "1" : "0", "application/xml; charset=utf-8", QUESTION,
                         NULL, FALSE };

  finding->stage = stage;
  dav_server_ask_async (g_task_get_source_object (task), &request, g_task_get_cancellable (task), asked_cb,
                        g_object_ref (task));
}

static void
add_places (Finding    *finding,
            const char *scheme,
            const char *host,
            int         port)
{
  static const char *const paths[] = { "/.well-known/carddav", "/" };

  for (guint n = 0; n < G_N_ELEMENTS (paths); n++)
    g_queue_push_tail (&finding->places,
                       g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, paths[n], NULL, NULL));
}

/* RFC 6764 §6: a name service may lie, so it leads to servers of the same owner only. */
static void
services_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  g_autofree char *first = g_strdup (g_queue_peek_head (&finding->places));
  g_autofree char *domain = first != NULL ? dav_finder_dup_host (first) : NULL;
  GList *services = g_resolver_lookup_service_finish (G_RESOLVER (source), result, NULL);

  for (GList *link = services; link != NULL && domain != NULL; link = link->next)
    {
      const char *host = g_srv_target_get_hostname (link->data);
      guint16 port = g_srv_target_get_port (link->data);

      if (dav_server_is_family (host, domain))
        g_queue_push_head (&finding->places, g_uri_join (G_URI_FLAGS_ENCODED, "https", NULL, host,
                                                         port == 443 ? -1 : port, "/.well-known/carddav", NULL, NULL));
    }
  g_resolver_free_targets (services);
  try_next (task);
}

/**
 * dav_finder_find_async:
 * @server: who asks
 * @typed: what a person typed
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Looks for somebody's address books (RFC 6764 §6).
 */
void
dav_finder_find_async (DavServer           *server,
                       const char          *typed,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  Finding *finding = g_new0 (Finding, 1);

  g_return_if_fail (DAV_IS_SERVER (server));
  g_return_if_fail (typed != NULL);

  task = g_task_new (server, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_finder_find_async);
  g_task_set_task_data (task, finding, (GDestroyNotify) finding_free);
  host = dav_finder_dup_host (typed);
  if (host == NULL)
    {
      g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_NONSENSE, "no address");
      return;
    }

  uri = parse_typed (typed);
  if (strlen (g_uri_get_path (uri)) > 1)
    g_queue_push_tail (&finding->places, g_uri_to_string (uri));
  add_places (finding, g_uri_get_scheme (uri), host, g_uri_get_port (uri));
  if (strchr (typed, '@') != NULL && strstr (typed, "://") == NULL)
    g_resolver_lookup_service_async (g_resolver_get_default (), "carddavs", "tcp", host, cancellable, services_cb,
                                     g_object_ref (task));
  else
    try_next (task);
}

/**
 * dav_finder_find_finish:
 * @server: who asked
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_finder_find_async().
 *
 * Returns: (transfer full) (element-type DavPlace) (nullable): one at least
 */
GPtrArray *
dav_finder_find_finish (DavServer     *server,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
