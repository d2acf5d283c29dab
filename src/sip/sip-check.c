/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The deep look: every value of every known header against its grammar. */

#include "sip-header-table.h"
#include "sip-message-private.h"
#include "sip-parser.h"

static void
set_fault (GError     **error,
           const char  *name,
           const char  *fault,
           SipSlice     value)
{
  g_autoptr (GString) line = g_string_new (name);
  g_autofree char *shown = NULL;

  g_string_append (line, ": ");
  g_string_append_len (line, value.data, (gssize) value.length);
  shown = sip_redact ((SipSlice) { line->str, line->len });
  g_set_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER, "%s: %s in “%s”", name, fault, shown);
}

static const char *
value_fault (SipValue   *value,
             SipGrammar  grammar)
{
  /* Addresses and Vias are parsed once, here or elsewhere, and the result kept. */
  switch ((guint) grammar)
    {
    case SIP_GRAMMAR_CONTACT_LIST:
      if (sip_slice_is_exactly (value->octets, "*"))
        return NULL;
      return sip_value_get_address (value) != NULL ? NULL : "no address";
    case SIP_GRAMMAR_ADDRESS:
    case SIP_GRAMMAR_ADDRESS_LIST:
      return sip_value_get_address (value) != NULL ? NULL : "no address";
    case SIP_GRAMMAR_VIA_LIST:
      return sip_value_get_via (value) != NULL ? NULL : "no Via";
    default:
      return sip_grammar_find_fault (grammar, value->octets);
    }
}

/**
 * sip_message_check_header:
 * @self: a message
 * @header: a known header
 * @error: (nullable): return location for a #GError
 *
 * Checks all values of one header against its grammar. A header that is absent is right.
 *
 * Returns: %FALSE with a %SIP_PARSE_ERROR naming the header if one of its values is malformed, or if there
 *   are more of them than anybody needs
 */
gboolean
sip_message_check_header (SipMessage  *self,
                          SipHeader    header,
                          GError     **error)
{
  SipValues values;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (header > SIP_HEADER_UNKNOWN && header < SIP_N_HEADERS, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  values = sip_message_get_values (self, header);
  if (values.too_many)
    {
      g_set_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE, "%s: more than %u values",
                   sip_header_get_name (header), values.count);
      return FALSE;
    }
  for (guint i = 0; i < values.count; i++)
    {
      SipValue *value = &values.items[i];
      const char *fault = value_fault (value, sip_header_table[header].grammar);

      if (fault != NULL)
        {
          set_fault (error, sip_header_get_name (header), fault, value->octets);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * sip_message_check:
 * @self: a message
 * @error: (nullable): return location for a #GError
 *
 * Checks every known header of the message against its grammar, in the order in which they came. Which faults
 * matter is for sip_sanity_check() to say: a Date in the wrong zone is no reason to refuse a call.
 *
 * Returns: %FALSE with a %SIP_PARSE_ERROR naming the first bad header
 */
gboolean
sip_message_check (SipMessage  *self,
                   GError     **error)
{
  gboolean checked[SIP_N_HEADERS] = { FALSE };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  for (guint i = 0; i < self->n_fields; i++)
    {
      SipHeader header = self->fields[i].header;

      if (header == SIP_HEADER_UNKNOWN || checked[header])
        continue;
      checked[header] = TRUE;
      if (!sip_message_check_header (self, header, error))
        return FALSE;
    }
  return TRUE;
}
