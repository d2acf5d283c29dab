/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Internal: an element of a body in XML, with what it holds. The limits of TRUST 3. */
typedef struct _UaXml UaXml;

#define UA_XML_MAX_OCTETS     (128 * 1024)
#define UA_XML_MAX_DEPTH      32
#define UA_XML_MAX_ELEMENTS   8192
#define UA_XML_MAX_ATTRIBUTES 64

/* G_IO_ERROR_INVALID_DATA when it is no XML of the kind that is taken, or its root is not @root. */
UaXml      *ua_xml_parse         (GBytes      *body,
                                  const char  *root,
                                  GError     **error);
void        ua_xml_free          (UaXml       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaXml, ua_xml_free)

/* Names without their prefix; namespaces are not looked at, for servers in the field are not of one mind. */
gboolean    ua_xml_is            (UaXml       *self,
                                  const char  *name);
const char *ua_xml_get_name      (UaXml       *self);
const char *ua_xml_get_attribute (UaXml       *self,
                                  const char  *name); /* NULL: none */
gboolean    ua_xml_get_number    (UaXml       *self,
                                  const char  *name,
                                  guint32     *value);
gboolean    ua_xml_get_truth     (UaXml       *self,
                                  const char  *name,
                                  gboolean     otherwise); /* "true", "1" */
guint       ua_xml_get_n_children (UaXml      *self);
UaXml      *ua_xml_get_child     (UaXml       *self,
                                  guint        index);
/* The first child of that name; NULL: none. @self may be NULL. */
UaXml      *ua_xml_find          (UaXml       *self,
                                  const char  *name);
/* The text of the element itself; cleaned, at most @max characters; NULL: none. @self may be NULL. */
char       *ua_xml_dup_text      (UaXml       *self,
                                  guint        max);
char       *ua_xml_dup_attribute (UaXml       *self,
                                  const char  *name,
                                  guint        max);
/* The text of the first child of that name. */
char       *ua_xml_dup_child_text (UaXml      *self,
                                  const char  *name,
                                  guint        max);

G_END_DECLS
