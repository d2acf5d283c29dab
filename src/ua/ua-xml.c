/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one guarded door to libxml2. It is asked for events and never for a tree: each element is counted and
 * measured while it is read, a document type ends the reading before a single entity of it is known, nothing is
 * ever fetched, and what comes out is plain values of ours (TRUST 3).
 */

#include "ua-xml.h"

#include "ua-text.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_TEXT (16 * 1024) /* octets of text that one element keeps */

struct _UaXml
{
  char       *name;
  GHashTable *attributes; /* NULL: none */
  GPtrArray  *children;   /* NULL: none */
  GString    *text;       /* NULL: none */
};

typedef struct
{
  xmlParserCtxt *context;
  UaXml         *root;
  GPtrArray     *open; /* the elements around where we are */
  guint          n_elements;
  const char    *fault;
} Reading;

static void
stop (Reading    *self,
      const char *fault)
{
  if (self->fault == NULL)
    self->fault = fault;
  xmlStopParser (self->context);
}

/* SAX2 hands over five pointers an attribute: name, prefix, namespace, and the value from here to there. */
static void
take_attributes (UaXml          *element,
                 const xmlChar **attributes,
                 int             n_attributes)
{
  if (n_attributes > 0)
    element->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < n_attributes; i++)
    {
      const char *name = (const char *) attributes[i * 5];
      const char *value = (const char *) attributes[i * 5 + 3];
      const char *end = (const char *) attributes[i * 5 + 4];

      g_hash_table_replace (element->attributes, g_strdup (name), g_strndup (value, end - value));
    }
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Reading *self = data;

  if (self->fault != NULL)
    return;
  if (self->open->len >= UA_XML_MAX_DEPTH)
    {
      stop (self, "elements lie too deep");
      return;
    }
  if (++self->n_elements > UA_XML_MAX_ELEMENTS || n_attributes > UA_XML_MAX_ATTRIBUTES)
    {
      stop (self, "too many elements or attributes");
      return;
    }

  UaXml *element = g_new0 (UaXml, 1);
  UaXml *parent = self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;

  element->name = g_strdup ((const char *) name);
  take_attributes (element, attributes, n_attributes);
  if (parent == NULL)
    self->root = element;
  else if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_xml_free);
  if (parent != NULL)
    g_ptr_array_add (parent->children, element);
  g_ptr_array_add (self->open, element);
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Reading *self = data;

  if (self->fault == NULL && self->open->len > 0)
    g_ptr_array_set_size (self->open, self->open->len - 1);
}

static void
characters_cb (void          *data,
               const xmlChar *text,
               int            length)
{
  Reading *self = data;

  if (self->fault != NULL || self->open->len == 0 || length <= 0)
    return;

  UaXml *element = g_ptr_array_index (self->open, self->open->len - 1);

  if (element->text == NULL)
    element->text = g_string_new (NULL);
  g_string_append_len (element->text, (const char *) text, MIN ((gsize) length, MAX_TEXT - element->text->len));
}

/* Called at "<!DOCTYPE name", before anything of it is read. */
static void
internal_subset_cb (void          *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  stop (data, "it has a document type");
}

/* The five that XML itself knows, and no other. */
static xmlEntityPtr
get_entity_cb (void          *data,
               const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

static const xmlSAXHandler handler = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = internal_subset_cb,
  .getEntity = get_entity_cb,
  .startElementNs = start_element_cb,
  .endElementNs = end_element_cb,
  .characters = characters_cb,
  .cdataBlock = characters_cb,
};

static void
read_all (Reading    *self,
          const char *data,
          gsize       size)
{
  xmlSAXHandler own = handler;

  xmlInitParser ();
  self->context = xmlCreatePushParserCtxt (&own, self, NULL, 0, NULL);
  /* RFC 3023 §3.2: the protocol knows the encoding better than the document; in SIP it is UTF-8. */
  /* NOENT, else "&amp;" in an attribute comes out as "&#38;"; there are no other entities, see get_entity_cb(). */
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC
                                      | XML_PARSE_NOENT);

  int code = xmlParseChunk (self->context, data, (int) size, 1);

  if (self->fault == NULL && (code != 0 || self->context->wellFormed == 0))
    self->fault = "it is not well-formed";
  if (self->context->myDoc != NULL)
    xmlFreeDoc (self->context->myDoc);
  xmlFreeParserCtxt (self->context);
}

/**
 * ua_xml_parse:
 * @body: octets of a stranger
 * @root: how the outermost element must be called
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body in XML: at most 128 KiB of UTF-8, 32 elements deep, without a document type.
 *
 * Returns: (transfer full) (nullable): the outermost element; %NULL with @error set
 */
UaXml *
ua_xml_parse (GBytes      *body,
              const char  *root,
              GError     **error)
{
  g_return_val_if_fail (body != NULL && root != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Reading reading = { .open = open };
  gsize size = 0;
  const char *data = g_bytes_get_data (body, &size);

  if (size == 0)
    reading.fault = "it is empty";
  else if (size > UA_XML_MAX_OCTETS)
    reading.fault = "it is too long";
  else if (!g_utf8_validate_len (data, size, NULL))
    reading.fault = "it is no UTF-8";
  else
    read_all (&reading, data, size);

  g_autoptr (UaXml) element = reading.root;

  if (reading.fault == NULL && element != NULL && ua_xml_is (element, root))
    return g_steal_pointer (&element);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no <%s> can be read from a body: %s", root,
               reading.fault != NULL ? reading.fault : "it is another element");
  return NULL;
}

/**
 * ua_xml_free:
 * @self: (transfer full): an element
 *
 * Frees it with all that it holds.
 */
void
ua_xml_free (UaXml *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * ua_xml_is:
 * @self: an element
 * @name: a name without prefix
 *
 * Tells whether it is called that.
 *
 * Returns: %TRUE when it is
 */
gboolean
ua_xml_is (UaXml      *self,
           const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return g_str_equal (self->name, name);
}

/**
 * ua_xml_get_name:
 * @self: an element
 *
 * Tells what it is called.
 *
 * Returns: (transfer none): the name without prefix
 */
const char *
ua_xml_get_name (UaXml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * ua_xml_get_attribute:
 * @self: an element
 * @name: a name without prefix
 *
 * Gives what is written there, as it is written.
 *
 * Returns: (transfer none) (nullable): the value; %NULL when there is none
 */
const char *
ua_xml_get_attribute (UaXml      *self,
                      const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return self->attributes != NULL ? g_hash_table_lookup (self->attributes, name) : NULL;
}

/**
 * ua_xml_get_number:
 * @self: an element
 * @name: an attribute
 * @value: (out): the number
 *
 * Reads an attribute that counts.
 *
 * Returns: %FALSE when there is none, or it is no number of 32 bits
 */
gboolean
ua_xml_get_number (UaXml      *self,
                   const char *name,
                   guint32    *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  const char *text = ua_xml_get_attribute (self, name);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;
  *value = (guint32) number;
  return TRUE;
}

/**
 * ua_xml_get_truth:
 * @self: an element
 * @name: an attribute
 * @otherwise: what holds when it says nothing
 *
 * Reads an attribute that is true or false.
 *
 * Returns: what it says
 */
gboolean
ua_xml_get_truth (UaXml      *self,
                  const char *name,
                  gboolean    otherwise)
{
  const char *text = ua_xml_get_attribute (self, name);

  if (text == NULL)
    return otherwise;
  return g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1");
}

/**
 * ua_xml_get_n_children:
 * @self: an element
 *
 * Counts the elements in it.
 *
 * Returns: how many
 */
guint
ua_xml_get_n_children (UaXml *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->children != NULL ? self->children->len : 0;
}

/**
 * ua_xml_get_child:
 * @self: an element
 * @index: below ua_xml_get_n_children()
 *
 * Gives an element in it.
 *
 * Returns: (transfer none): the element
 */
UaXml *
ua_xml_get_child (UaXml *self,
                  guint  index)
{
  g_return_val_if_fail (index < ua_xml_get_n_children (self), NULL);

  return g_ptr_array_index (self->children, index);
}

/**
 * ua_xml_find:
 * @self: (nullable): an element
 * @name: a name without prefix
 *
 * Finds the first element in it that is called that.
 *
 * Returns: (transfer none) (nullable): the element; %NULL when there is none
 */
UaXml *
ua_xml_find (UaXml      *self,
             const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; self != NULL && i < ua_xml_get_n_children (self); i++)
    {
      if (ua_xml_is (g_ptr_array_index (self->children, i), name))
        return g_ptr_array_index (self->children, i);
    }
  return NULL;
}

/**
 * ua_xml_dup_text:
 * @self: (nullable): an element
 * @max: how many characters at most
 *
 * Gives the text of the element itself, fit to be shown.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when there is none
 */
char *
ua_xml_dup_text (UaXml *self,
                 guint  max)
{
  return self != NULL && self->text != NULL ? ua_text_dup (self->text->str, max) : NULL;
}

/**
 * ua_xml_dup_attribute:
 * @self: (nullable): an element
 * @name: an attribute
 * @max: how many characters at most
 *
 * Gives the text of an attribute, fit to be shown.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when there is none
 */
char *
ua_xml_dup_attribute (UaXml      *self,
                      const char *name,
                      guint       max)
{
  return self != NULL ? ua_text_dup (ua_xml_get_attribute (self, name), max) : NULL;
}

/**
 * ua_xml_dup_child_text:
 * @self: (nullable): an element
 * @name: a name without prefix
 * @max: how many characters at most
 *
 * Gives the text of the first element in it that is called that.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when there is none
 */
char *
ua_xml_dup_child_text (UaXml      *self,
                       const char *name,
                       guint       max)
{
  return ua_xml_dup_text (ua_xml_find (self, name), max);
}
