/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An envelope for a message, on which its writer can note that they want to know what became of it. Two heads stand one
 * after the other, that of the envelope and that of what lies in it, each ended by an empty line.
 */

#include "ua-cpim.h"

#include <string.h>

#define MAX_LINES       64
#define MAX_LINE        4096
#define IMDN_NAMESPACE  "urn:ietf:params:imdn"

typedef struct
{
  const char *at;
  const char *end;
  guint       n_lines;
  const char *fault;
} Reading;

typedef struct
{
  char *imdn_prefix; /* NULL: the namespace was not declared */
  char *message_id;
  char *disposition;
} Envelope;

/* The next line without its end; NULL: there is none. */
static char *
take_line (Reading *self)
{
  const char *line = self->at;
  const char *feed = memchr (line, '\n', (gsize) (self->end - line));
  gsize length;

  if (feed == NULL)
    {
      self->fault = "a head of it does not end";
      return NULL;
    }
  self->at = feed + 1;
  length = (gsize) (feed - line);
  if (length > 0 && line[length - 1] == '\r')
    length--;
  if (++self->n_lines > MAX_LINES || length > MAX_LINE)
    self->fault = "a head of it is too long";
  else if (memchr (line, '\0', length) != NULL || !g_utf8_validate_len (line, length, NULL))
    self->fault = "a head of it is no text";
  return self->fault == NULL ? g_strndup (line, length) : NULL;
}

/* "Name: value"; NULL: an empty line. */
static char *
take_header (Reading  *self,
             char    **value)
{
  g_autofree char *line = take_line (self);
  char *colon;

  if (line == NULL || *line == '\0')
    return NULL;

  colon = strchr (line, ':');
  if (colon == NULL)
    {
      self->fault = "a line of a head is no header";
      return NULL;
    }
  *value = g_strdup (g_strstrip (colon + 1));
  *colon = '\0';
  return g_strdup (g_strchomp (line));
}

/* "NS: imdn <urn:ietf:params:imdn>" (RFC 3862 §2.2); the prefix is the writer's choice. */
static void
read_namespace (Envelope   *envelope,
                const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t", 2);

  if (words[0] == NULL || words[1] == NULL || g_strcmp0 (g_strstrip (words[1]), "<" IMDN_NAMESPACE ">") != 0)
    return;
  g_set_str (&envelope->imdn_prefix, words[0]);
}

/* The name behind the prefix of IMDN; "imdn" without a declaration is what several telephones write. */
static const char *
find_imdn_name (const Envelope *envelope,
                const char     *name)
{
  const char *prefix = envelope->imdn_prefix != NULL ? envelope->imdn_prefix : "imdn";
  gsize length = strlen (prefix);

  return strncmp (name, prefix, length) == 0 && name[length] == '.' ? name + length + 1 : "";
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > UA_CPIM_MAX_ID)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at) || strchr ("<>\"&", *at) != NULL)
      return FALSE;
  return TRUE;
}

static void
read_envelope (Reading  *self,
               Envelope *envelope)
{
  char *name;
  g_autofree char *value = NULL;

  while (self->fault == NULL && (name = take_header (self, &value)) != NULL)
    {
      const char *imdn = find_imdn_name (envelope, name);

      if (strcmp (name, "NS") == 0)
        read_namespace (envelope, value);
      else if (strcmp (imdn, "Message-ID") == 0 && is_id (value))
        g_set_str (&envelope->message_id, value);
      else if (strcmp (imdn, "Disposition-Notification") == 0)
        g_set_str (&envelope->disposition, value);
      g_free (name);
      g_clear_pointer (&value, g_free);
    }
}

static UaReceipts
read_wants (const char *disposition)
{
  g_auto (GStrv) words = g_strsplit_set (disposition != NULL ? disposition : "", ", \t", MAX_LINES);
  UaReceipts wants = UA_RECEIPT_NONE;

  for (guint n = 0; words[n] != NULL; n++)
    {
      wants |= g_str_equal (words[n], "positive-delivery") ? UA_RECEIPT_DELIVERY : 0;
      wants |= g_str_equal (words[n], "negative-delivery") ? UA_RECEIPT_FAILURE : 0;
      wants |= g_str_equal (words[n], "display") ? UA_RECEIPT_DISPLAY : 0;
    }
  return wants;
}

static void
read_content (Reading *self,
              UaCpim  *cpim)
{
  char *name;
  g_autofree char *value = NULL;

  while (self->fault == NULL && (name = take_header (self, &value)) != NULL)
    {
      if (g_ascii_strcasecmp (name, "Content-Type") == 0)
        g_set_str (&cpim->content_type, value);
      else if (g_ascii_strcasecmp (name, "Content-Disposition") == 0)
        cpim->is_receipt = g_ascii_strncasecmp (value, "notification", strlen ("notification")) == 0;
      else if (g_ascii_strcasecmp (name, "Content-Transfer-Encoding") == 0 && g_ascii_strcasecmp (value, "7bit") != 0
               && g_ascii_strcasecmp (value, "8bit") != 0 && g_ascii_strcasecmp (value, "binary") != 0)
        self->fault = "what is in it is encoded";
      g_free (name);
      g_clear_pointer (&value, g_free);
    }
}

/**
 * ua_cpim_parse:
 * @bytes: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Opens an envelope: at most 128 KiB, with heads of at most 64 lines (RFC 3862).
 *
 * Returns: (transfer full) (nullable): what was in it; %NULL with @error set
 */
UaCpim *
ua_cpim_parse (GBytes  *bytes,
               GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (UaCpim) cpim = g_new0 (UaCpim, 1);
  Envelope envelope = { NULL };
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  Reading reading = { .at = data, .end = data + size };

  if (size == 0 || size > UA_CPIM_MAX_OCTETS)
    reading.fault = size == 0 ? "it is empty" : "it is too long";
  else
    read_envelope (&reading, &envelope);
  if (reading.fault == NULL)
    read_content (&reading, cpim);

  if (reading.fault == NULL)
    cpim->body = g_bytes_new_from_bytes (bytes, (gsize) (reading.at - data), (gsize) (reading.end - reading.at));
  cpim->message_id = g_steal_pointer (&envelope.message_id);
  cpim->wants = cpim->message_id != NULL ? read_wants (envelope.disposition) : UA_RECEIPT_NONE;
  g_free (envelope.imdn_prefix);
  g_free (envelope.disposition);
  if (reading.fault == NULL)
    return g_steal_pointer (&cpim);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an envelope cannot be opened: %s", reading.fault);
  return NULL;
}

/**
 * ua_cpim_free:
 * @self: (transfer full): what was in an envelope
 *
 * Frees it.
 */
void
ua_cpim_free (UaCpim *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->message_id);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
write_wants (GString    *text,
             UaReceipts  wants)
{
  static const char *const words[] = { "positive-delivery", "negative-delivery", "display" };
  const char *separator = "";

  if (wants == UA_RECEIPT_NONE)
    return;

  g_string_append (text, "imdn.Disposition-Notification: ");
  for (guint n = 0; n < G_N_ELEMENTS (words); n++)
    {
      if ((wants & (1u << n)) == 0)
        continue;
      g_string_append_printf (text, "%s%s", separator, words[n]);
      separator = ", ";
    }
  g_string_append (text, "\r\n");
}

/**
 * ua_cpim_build:
 * @cpim: what is to be in it; @message_id must be set where something is wanted
 * @from: our URI
 * @to: their URI
 * @time: when it was written
 *
 * Puts a message into an envelope.
 *
 * Returns: (transfer full): the octets
 */
GBytes *
ua_cpim_build (const UaCpim *cpim,
               const char   *from,
               const char   *to,
               GDateTime    *time)
{
  g_return_val_if_fail (cpim != NULL && cpim->body != NULL && from != NULL && to != NULL && time != NULL, NULL);
  g_return_val_if_fail (cpim->message_id == NULL || is_id (cpim->message_id), NULL);

  g_autofree char *when = g_date_time_format_iso8601 (time);
  GString *text = g_string_new (NULL);
  gsize size = 0;
  const char *body = g_bytes_get_data (cpim->body, &size);

  g_string_append_printf (text, "From: <%s>\r\nTo: <%s>\r\nDateTime: %s\r\n", from, to, when);
  if (cpim->message_id != NULL)
    g_string_append_printf (text, "NS: imdn <" IMDN_NAMESPACE ">\r\nimdn.Message-ID: %s\r\n", cpim->message_id);
  write_wants (text, cpim->message_id != NULL ? cpim->wants : UA_RECEIPT_NONE);
  g_string_append_printf (text, "\r\nContent-Type: %s\r\n",
                          cpim->content_type != NULL ? cpim->content_type : "text/plain;charset=UTF-8");
  if (cpim->is_receipt)
    g_string_append (text, "Content-Disposition: notification\r\n");
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  if (size > 0)
    g_string_append_len (text, body, (gssize) size);
  return g_string_free_to_bytes (text);
}
