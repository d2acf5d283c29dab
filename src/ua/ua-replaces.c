/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A dialog that is named by somebody who is not in it: in a call that is to take its place, and inside the address of a
 * REFER that asks for such a call. The name is made of three words of strangers, which are looked at before they are
 * written anywhere.
 */

#include "ua-replaces.h"

#include "sip-params.h"

#include <string.h>

#define NO_TAG "0" /* RFC 3891 §6.1: of an element of RFC 2543 */

/* callid = word [ "@" word ] (RFC 3261 §25.1) */
static gboolean
is_call_id (const char *text)
{
  SipCursor cursor = sip_cursor (sip_slice (text, -1));

  if (sip_cursor_take_all (&cursor, SIP_CHAR_WORD).length == 0)
    return FALSE;
  if (sip_cursor_take (&cursor, '@') && sip_cursor_take_all (&cursor, SIP_CHAR_WORD).length == 0)
    return FALSE;
  return sip_cursor_at_end (&cursor);
}

static gboolean
is_tag (const char *text)
{
  return sip_slice_is_all (sip_slice (text, -1), SIP_CHAR_TOKEN);
}

/**
 * ua_replaces_new:
 * @call_id: the Call-ID of the dialog
 * @to_tag: (nullable): the tag of who is to give it up; %NULL: it has none
 * @from_tag: (nullable): the tag of its far end; %NULL: it has none
 * @early_only: only while it rings
 *
 * Names a dialog.
 *
 * Returns: (transfer full) (nullable): the name; %NULL when a part of it could not stand in a message
 */
UaReplaces *
ua_replaces_new (const char *call_id,
                 const char *to_tag,
                 const char *from_tag,
                 gboolean    early_only)
{
  g_return_val_if_fail (call_id != NULL, NULL);

  const char *to = to_tag != NULL ? to_tag : NO_TAG;
  const char *from = from_tag != NULL ? from_tag : NO_TAG;

  if (!is_call_id (call_id) || !is_tag (to) || !is_tag (from))
    return NULL;

  UaReplaces *self = g_new0 (UaReplaces, 1);

  self->call_id = g_strdup (call_id);
  self->to_tag = g_strdup (to);
  self->from_tag = g_strdup (from);
  self->early_only = early_only;
  return self;
}

/**
 * ua_replaces_new_of_dialog:
 * @dialog: a dialog of ours
 *
 * Names a dialog to its far end, which is to give it up for another one (RFC 3891 §4).
 *
 * Returns: (transfer full) (nullable): the name
 */
UaReplaces *
ua_replaces_new_of_dialog (SipDialog *dialog)
{
  g_return_val_if_fail (SIP_IS_DIALOG (dialog), NULL);

  return ua_replaces_new (sip_dialog_get_call_id (dialog), sip_dialog_get_remote_tag (dialog),
                          sip_dialog_get_local_tag (dialog), FALSE);
}

static guint
count_params (const SipParams *params,
              const char      *name)
{
  guint n_found = 0;

  for (guint i = 0; i < sip_params_count (params); i++)
    n_found += g_ascii_strcasecmp (sip_params_nth (params, i)->name, name) == 0;
  return n_found;
}

/**
 * ua_replaces_parse:
 * @text: (nullable): the value of a Replaces header
 *
 * Reads the name of a dialog: a Call-ID, then exactly one to-tag and one from-tag in any order (RFC 3891 §6.1).
 *
 * Returns: (transfer full) (nullable): the name; %NULL when it is none
 */
UaReplaces *
ua_replaces_parse (const char *text)
{
  const char *end = text != NULL ? strchr (text, ';') : NULL;
  SipParams params = { NULL };
  const char *fault = NULL;
  UaReplaces *self = NULL;

  if (end == NULL)
    return NULL;

  g_autofree char *id = g_strstrip (g_strndup (text, end - text));
  SipCursor cursor = sip_cursor (sip_slice (end, -1));

  if (sip_params_read_header (&params, &cursor, &fault) && sip_cursor_at_end (&cursor)
      && count_params (&params, "to-tag") == 1 && count_params (&params, "from-tag") == 1)
    self = ua_replaces_new (id, sip_params_get (&params, "to-tag"), sip_params_get (&params, "from-tag"),
                            sip_params_find (&params, "early-only") != NULL);
  sip_params_clear (&params);
  return self;
}

/**
 * ua_replaces_copy:
 * @self: a name
 *
 * Copies it.
 *
 * Returns: (transfer full): the copy
 */
UaReplaces *
ua_replaces_copy (UaReplaces *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ua_replaces_new (self->call_id, self->to_tag, self->from_tag, self->early_only);
}

/**
 * ua_replaces_free:
 * @self: (transfer full): a name
 *
 * Frees it.
 */
void
ua_replaces_free (UaReplaces *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->call_id);
  g_free (self->to_tag);
  g_free (self->from_tag);
  g_free (self);
}

/**
 * ua_replaces_to_string:
 * @self: a name
 *
 * Writes it as the value of a Replaces header.
 *
 * Returns: (transfer full): the value
 */
char *
ua_replaces_to_string (UaReplaces *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s;to-tag=%s;from-tag=%s%s", self->call_id, self->to_tag, self->from_tag,
                          self->early_only ? ";early-only" : "");
}

/**
 * ua_replaces_find_target:
 * @dialog: a dialog of ours
 *
 * Tells where the far end is reached from outside of the dialog. What a Contact says is often good inside of it alone,
 * so it is an address of record, which a proxy can find, unless the Contact can be found anywhere (RFC 5627).
 *
 * Returns: (transfer full): the URI
 */
SipUri *
ua_replaces_find_target (SipDialog *dialog)
{
  g_return_val_if_fail (SIP_IS_DIALOG (dialog), NULL);

  SipUri *contact = sip_dialog_get_remote_target (dialog);

  return sip_uri_has_param (contact, "gr") ? sip_uri_ref (contact)
                                           : sip_uri_to_aor (sip_address_get_uri (sip_dialog_get_remote (dialog)));
}
