/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fifty lamps by one subscription: the list says which part of the body is about whom, and each part is what a
 * subscription of its own would have brought.
 */

#include "ua-resource-list.h"

#include "ua-multipart.h"
#include "ua-text.h"
#include "ua-xml.h"

#define MAX_ID 256

static void
clear_resource (gpointer data)
{
  UaResource *resource = data;

  g_free (resource->uri);
  g_free (resource->name);
  g_free (resource->state);
  g_free (resource->reason);
  g_free (resource->content_type);
  g_clear_pointer (&resource->body, g_bytes_unref);
}

static void
unref_resource (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_resource);
}

static void
clear (gpointer data)
{
  UaResourceList *self = data;

  g_free (self->uri);
  g_ptr_array_unref (self->resources);
}

static UaResourceList *
make (const char *uri,
      guint32     version,
      gboolean    whole)
{
  UaResourceList *self = g_atomic_rc_box_new0 (UaResourceList);

  self->uri = g_strdup (uri);
  self->version = version;
  self->whole = whole;
  self->resources = g_ptr_array_new_with_free_func (unref_resource);
  return self;
}

/* RFC 4662 §5.5: an instance names its part by cid; one without has no body. */
static void
read_instance (UaResourceList *self,
               UaXml          *element,
               UaXml          *instance,
               GPtrArray      *parts)
{
  g_autofree char *cid = instance != NULL ? ua_xml_dup_attribute (instance, "cid", MAX_ID) : NULL;
  UaPart *part = cid != NULL ? ua_multipart_find (parts, cid) : NULL;
  g_autofree char *uri = ua_xml_dup_attribute (element, "uri", UA_TEXT_URI_MAX);

  if (uri == NULL || self->resources->len >= UA_RESOURCE_LIST_MAX_RESOURCES)
    return;

  UaResource *resource = g_atomic_rc_box_new0 (UaResource);

  resource->uri = g_steal_pointer (&uri);
  resource->name = ua_xml_dup_child_text (element, "name", UA_TEXT_NAME_MAX);
  resource->state = ua_xml_dup_attribute (instance, "state", 32);
  resource->reason = ua_xml_dup_attribute (instance, "reason", 32);
  resource->content_type = part != NULL ? g_strdup (part->content_type) : NULL;
  resource->body = part != NULL ? g_bytes_ref (part->body) : NULL;
  g_ptr_array_add (self->resources, resource);
}

static void
read_resource (UaResourceList *self,
               UaXml          *element,
               GPtrArray      *parts)
{
  guint n_instances = 0;

  for (guint i = 0; i < ua_xml_get_n_children (element); i++)
    {
      UaXml *child = ua_xml_get_child (element, i);

      if (!ua_xml_is (child, "instance"))
        continue;
      n_instances++;
      read_instance (self, element, child, parts);
    }
  if (n_instances == 0)
    read_instance (self, element, NULL, parts);
}

/* RFC 2387 §3.2: the root is the part that "start" names, else the first; and it must be a list. */
static UaPart *
find_root (const char *content_type,
           GPtrArray  *parts)
{
  g_autofree char *start = ua_media_type_dup_param (content_type, "start");
  UaPart *root = start != NULL ? ua_multipart_find (parts, start) : NULL;

  for (guint i = 0; i < parts->len && root == NULL; i++)
    {
      UaPart *part = g_ptr_array_index (parts, i);

      if (ua_media_type_is (part->content_type, UA_RESOURCE_LIST_CONTENT_TYPE))
        root = part;
    }
  return root;
}

/**
 * ua_resource_list_parse:
 * @content_type: the whole value of Content-Type: multipart/related, or application/rlmi+xml by itself
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads what a NOTIFY about a list of resources brings (RFC 4662 §5).
 *
 * Returns: (transfer full) (nullable): the list; %NULL with @error set
 */
UaResourceList *
ua_resource_list_parse (const char  *content_type,
                        GBytes      *body,
                        GError     **error)
{
  g_autoptr (GPtrArray) parts = ua_multipart_split (content_type, body, UA_RESOURCE_LIST_MAX_RESOURCES + 1, error);
  UaPart *root = parts != NULL ? find_root (content_type, parts) : NULL;

  if (parts == NULL)
    return NULL;
  if (root == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a list of resources without the list");
      return NULL;
    }

  g_autoptr (UaXml) list = ua_xml_parse (root->body, "list", error);
  g_autofree char *uri = ua_xml_dup_attribute (list, "uri", UA_TEXT_URI_MAX);
  guint32 version = 0;

  if (list == NULL)
    return NULL;
  ua_xml_get_number (list, "version", &version);

  UaResourceList *self = make (uri, version, ua_xml_get_truth (list, "fullState", TRUE));

  for (guint i = 0; i < ua_xml_get_n_children (list); i++)
    {
      if (ua_xml_is (ua_xml_get_child (list, i), "resource"))
        read_resource (self, ua_xml_get_child (list, i), parts);
    }
  return self;
}

static gboolean
has_resource (UaResourceList *self,
              const char     *uri)
{
  for (guint i = 0; i < self->resources->len; i++)
    {
      UaResource *resource = g_ptr_array_index (self->resources, i);

      if (g_str_equal (resource->uri, uri))
        return TRUE;
    }
  return FALSE;
}

static UaResourceList *
merge_part (UaResourceList *known,
            UaResourceList *news)
{
  UaResourceList *merged = make (news->uri != NULL ? news->uri : known->uri, news->version, TRUE);

  for (guint i = 0; i < known->resources->len; i++)
    {
      UaResource *resource = g_ptr_array_index (known->resources, i);

      if (!has_resource (news, resource->uri))
        g_ptr_array_add (merged->resources, g_atomic_rc_box_acquire (resource));
    }
  for (guint i = 0; i < news->resources->len && merged->resources->len < UA_RESOURCE_LIST_MAX_RESOURCES; i++)
    g_ptr_array_add (merged->resources, g_atomic_rc_box_acquire (g_ptr_array_index (news->resources, i)));
  return merged;
}

/**
 * ua_resource_list_merge:
 * @known: (nullable): what is known
 * @news: what came
 * @verdict: (out) (optional): what it was worth
 *
 * Brings what is known up to date (RFC 4662 §5.2).
 *
 * Returns: (transfer full) (nullable): what is known now; %NULL when that is still nothing
 */
UaResourceList *
ua_resource_list_merge (UaResourceList *known,
                        UaResourceList *news,
                        UaNews         *verdict)
{
  g_return_val_if_fail (news != NULL, NULL);

  UaNews worth = ua_news_judge (known != NULL ? (gint64) known->version : -1, news->version, news->whole);

  if (verdict != NULL)
    *verdict = worth;
  if (worth == UA_NEWS_WHOLE)
    return ua_resource_list_ref (news);
  if (worth == UA_NEWS_PART)
    return merge_part (known, news);
  return known != NULL ? ua_resource_list_ref (known) : NULL;
}

/**
 * ua_resource_list_ref:
 * @self: a list
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaResourceList *
ua_resource_list_ref (UaResourceList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_resource_list_unref:
 * @self: (transfer full): a list
 *
 * Gives a reference back.
 */
void
ua_resource_list_unref (UaResourceList *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
