/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Receipts: what became of a message after somebody took it. A 200 proves that a machine has it; this is the only proof
 * that the right one has.
 */

#include "ua-imdn.h"

#include "ua-cpim.h"
#include "ua-text.h"
#include "ua-xml.h"

#include <string.h>

/* The word of <status> in the notification it belongs to (RFC 5438 §11.1.1). */
static const struct
{
  const char *notification;
  const char *status;
  UaImdnState state;
} words[] = {
  { "delivery-notification", "delivered", UA_IMDN_DELIVERED },
  { "delivery-notification", "failed", UA_IMDN_FAILED },
  { "delivery-notification", "forbidden", UA_IMDN_FAILED },
  { "delivery-notification", "error", UA_IMDN_FAILED },
  { "display-notification", "displayed", UA_IMDN_DISPLAYED },
};

static gboolean
read_state (UaXml       *root,
            UaImdnState *state)
{
  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      UaXml *notification = ua_xml_find (root, words[n].notification);

      if (notification == NULL || ua_xml_find (ua_xml_find (notification, "status"), words[n].status) == NULL)
        continue;
      *state = words[n].state;
      return TRUE;
    }
  return FALSE;
}

/**
 * ua_imdn_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a receipt.
 *
 * Returns: (transfer full) (nullable): the receipt; %NULL with @error set
 */
UaImdn *
ua_imdn_parse (GBytes  *body,
               GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "imdn", error);
  g_autofree char *id = NULL;
  UaImdnState state;
  UaImdn *self;

  if (root == NULL)
    return NULL;

  id = ua_xml_dup_child_text (root, "message-id", UA_CPIM_MAX_ID + 1);
  if (id == NULL || strlen (id) > UA_CPIM_MAX_ID || !read_state (root, &state))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a receipt for \"%s\" says nothing that is known",
                   id != NULL ? id : "");
      return NULL;
    }
  self = g_new0 (UaImdn, 1);
  self->message_id = g_steal_pointer (&id);
  self->state = state;
  return self;
}

/**
 * ua_imdn_free:
 * @self: (transfer full): a receipt
 *
 * Frees it.
 */
void
ua_imdn_free (UaImdn *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->message_id);
  g_free (self);
}

/**
 * ua_imdn_build:
 * @imdn: what to say, and of which message
 * @time: when that message was written or came
 *
 * Writes a receipt.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ua_imdn_build (const UaImdn *imdn,
               GDateTime    *time)
{
  g_return_val_if_fail (imdn != NULL && imdn->message_id != NULL && time != NULL, NULL);
  g_return_val_if_fail (imdn->state != UA_IMDN_FAILED, NULL);

  gboolean displayed = imdn->state == UA_IMDN_DISPLAYED;
  const char *kind = displayed ? "display" : "delivery";
  g_autofree char *when = g_date_time_format_iso8601 (time);
  g_autofree char *text =
    g_markup_printf_escaped ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                             "<imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>%s</message-id>"
                             "<datetime>%s</datetime><%s-notification><status><%s/></status></%s-notification></imdn>\r\n",
                             imdn->message_id, when, kind, displayed ? "displayed" : "delivered", kind);
  gsize size = strlen (text);

  return g_bytes_new_take (g_steal_pointer (&text), size);
}
