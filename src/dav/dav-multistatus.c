/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one guarded door to what an address book's server writes. The answer is read piece by piece and never becomes a
 * tree; a document type ends the reading, nothing is ever fetched, and what comes out is plain values of ours. */

#include "config.h"

#include "dav-multistatus.h"

#include <libxml/xmlreader.h>
#include <string.h>

typedef struct
{
  xmlTextReader *reader;
  DavMultistatus *result;
  GPtrArray *open;   /* names of the elements around where we are */
  GString *text;
  DavEntry *entry;   /* NULL: between two */
  DavEntry *given;   /* what a propstat says, until it is known whether it is so */
  guint given_status;
} Reading;

static void
entry_free (DavEntry *entry)
{
  g_free (entry->href);
  g_free (entry->etag);
  g_free (entry->card);
  g_free (entry->name);
  g_free (entry->mark);
  g_free (entry->principal);
  g_free (entry->home);
  g_free (entry);
}

/**
 * dav_multistatus_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
dav_multistatus_free (DavMultistatus *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->entries);
  g_free (self->token);
  g_free (self);
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->entry, entry_free);
  g_clear_pointer (&self->given, entry_free);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const char *
nth_outside (Reading *self,
             guint    n)
{
  return self->open->len > n ? g_ptr_array_index (self->open, self->open->len - 1 - n) : "";
}

/* "HTTP/1.1 200 OK" */
static guint
read_status (const char *text)
{
  const char *blank = strchr (text, ' ');

  return blank != NULL ? (guint) g_ascii_strtoull (blank + 1, NULL, 10) : 0;
}

static void
move (char **to,
      char **from)
{
  if (*from != NULL)
    {
      g_free (*to);
      *to = g_steal_pointer (from);
    }
}

/* RFC 4918 §14.22: what one status is true of. */
static void
end_propstat (Reading *self)
{
  DavEntry *given = self->given;

  if (given != NULL && (self->given_status == 0 || self->given_status / 100 == 2))
    {
      self->entry->is_book = self->entry->is_book || given->is_book;
      move (&self->entry->etag, &given->etag);
      move (&self->entry->card, &given->card);
      move (&self->entry->name, &given->name);
      move (&self->entry->mark, &given->mark);
      move (&self->entry->principal, &given->principal);
      move (&self->entry->home, &given->home);
    }
  g_clear_pointer (&self->given, entry_free);
}

static char **
find_property (DavEntry   *entry,
               const char *name)
{
  if (g_str_equal (name, "getetag"))
    return &entry->etag;
  if (g_str_equal (name, "address-data"))
    return &entry->card;
  if (g_str_equal (name, "displayname"))
    return &entry->name;
  if (g_str_equal (name, "sync-token") || g_str_equal (name, "getctag"))
    return &entry->mark;
  return NULL;
}

static void
end_property (Reading    *self,
              const char *name,
              const char *text)
{
  const char *outside = nth_outside (self, 0);
  char **property = g_str_equal (outside, "prop") ? find_property (self->given, name) : NULL;

  if (g_str_equal (name, "href") && g_str_equal (outside, "current-user-principal"))
    property = &self->given->principal;
  else if (g_str_equal (name, "href") && g_str_equal (outside, "addressbook-home-set") && self->given->home == NULL)
    property = &self->given->home;
  if (property != NULL)
    g_set_str (property, text);
  else if (g_str_equal (name, "addressbook") && g_str_equal (outside, "resourcetype"))
    self->given->is_book = TRUE;
}

static void
end_response (Reading *self)
{
  if (self->entry->href != NULL)
    g_ptr_array_add (self->result->entries, g_steal_pointer (&self->entry));
  g_clear_pointer (&self->entry, entry_free);
}

/* Of the thing itself. */
static void
end_in_response (Reading    *self,
                 const char *name,
                 const char *text)
{
  if (!g_str_equal (nth_outside (self, 0), "response"))
    return;
  if (g_str_equal (name, "href"))
    g_set_str (&self->entry->href, text);
  else if (g_str_equal (name, "status"))
    self->entry->status = read_status (text);
}

static void
end_element (Reading    *self,
             const char *name)
{
  g_autofree char *text = g_strstrip (g_strndup (self->text->str, self->text->len));

  g_string_truncate (self->text, 0);
  if (self->entry == NULL && self->open->len == 1 && g_str_equal (name, "sync-token"))
    g_set_str (&self->result->token, text);
  if (self->entry == NULL)
    return;

  if (g_str_equal (name, "response"))
    end_response (self);
  else if (g_str_equal (name, "propstat"))
    end_propstat (self);
  else if (self->given == NULL)
    end_in_response (self, name, text);
  else if (g_str_equal (name, "status") && g_str_equal (nth_outside (self, 0), "propstat"))
    self->given_status = read_status (text);
  else
    end_property (self, name, text);
}

static gboolean
begin_element (Reading     *self,
               const char  *name,
               GError     **error)
{
  if (self->open->len >= DAV_MULTISTATUS_DEPTH || self->result->entries->len >= DAV_MULTISTATUS_MOST)
    {
      g_set_error (error, DAV_ERROR, DAV_ERROR_TOO_LARGE, "elements lie too deep, or are too many");
      return FALSE;
    }
  if (self->open->len == 0 && !g_str_equal (name, "multistatus"))
    {
      g_set_error (error, DAV_ERROR, DAV_ERROR_NONSENSE, "not an answer: %s", name);
      return FALSE;
    }

  g_string_truncate (self->text, 0);
  if (self->open->len == 1 && g_str_equal (name, "response"))
    self->entry = g_new0 (DavEntry, 1);
  else if (self->entry != NULL && self->given == NULL && g_str_equal (name, "propstat"))
    {
      self->given = g_new0 (DavEntry, 1);
      self->given_status = 0;
    }
  return TRUE;
}

static gboolean
take_node (Reading  *self,
           GError  **error)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (self->reader);
  const char *value;

  switch (xmlTextReaderNodeType (self->reader))
    {
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      g_set_error (error, DAV_ERROR, DAV_ERROR_NONSENSE, "a document type in an answer");
      return FALSE;
    case XML_READER_TYPE_ELEMENT:
      if (!begin_element (self, name, error))
        return FALSE;
      if (xmlTextReaderIsEmptyElement (self->reader))
        end_element (self, name);
      else
        g_ptr_array_add (self->open, g_strdup (name));
      return TRUE;
    case XML_READER_TYPE_END_ELEMENT:
      g_ptr_array_set_size (self->open, (int) self->open->len - 1);
      end_element (self, name);
      return TRUE;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      value = (const char *) xmlTextReaderConstValue (self->reader);
      g_string_append (self->text, value != NULL ? value : "");
      return TRUE;
    default:
      return TRUE;
    }
}

/**
 * dav_multistatus_parse:
 * @xml: what a server answered
 * @error: return location for a #DAV_ERROR
 *
 * Reads an answer about many things (RFC 4918 §13).
 *
 * Returns: (transfer full) (nullable): what it says
 */
DavMultistatus *
dav_multistatus_parse (GBytes  *xml,
                       GError **error)
{
  g_autoptr (DavMultistatus) result = NULL;
  g_auto (Reading) self = { 0 };
  gsize length;
  const char *data;
  int more;

  g_return_val_if_fail (xml != NULL, NULL);

  data = g_bytes_get_data (xml, &length);
  result = g_new0 (DavMultistatus, 1);
  result->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self.result = result;
  self.open = g_ptr_array_new_with_free_func (g_free);
  self.text = g_string_new (NULL);
  self.reader = length > 0 ? xmlReaderForMemory (data, (int) length, NULL, NULL,
                                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                           : NULL;
  if (self.reader == NULL)
    {
      g_set_error (error, DAV_ERROR, DAV_ERROR_NONSENSE, "an empty answer");
      return NULL;
    }

  while ((more = xmlTextReaderRead (self.reader)) == 1)
    if (!take_node (&self, error))
      return NULL;
  if (more == 0)
    return g_steal_pointer (&result);

  g_set_error (error, DAV_ERROR, DAV_ERROR_NONSENSE, "an answer that breaks off or makes no sense");
  return NULL;
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      xml,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  DavMultistatus *told = dav_multistatus_parse (xml, &error);

  if (told != NULL)
    g_task_return_pointer (task, told, (GDestroyNotify) dav_multistatus_free);
  else
    g_task_return_error (task, error);
}

/**
 * dav_multistatus_parse_async:
 * @xml: the body of an answer
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what it says
 * @user_data: for @callback
 *
 * Reads an answer while everything else goes on.
 */
void
dav_multistatus_parse_async (GBytes              *xml,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (xml != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, dav_multistatus_parse_async);
  g_task_set_task_data (task, g_bytes_ref (xml), (GDestroyNotify) g_bytes_unref);
  xmlInitParser (); /* once, and not by two threads at a time */
  g_task_run_in_thread (task, parse_in_thread);
}

/**
 * dav_multistatus_parse_finish:
 * @result: what the callback was given
 * @error: return location for a #DAV_ERROR
 *
 * Ends dav_multistatus_parse_async().
 *
 * Returns: (transfer full) (nullable): what it says
 */
DavMultistatus *
dav_multistatus_parse_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
