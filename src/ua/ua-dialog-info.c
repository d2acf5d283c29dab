/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is on the telephone, so that a lamp can be lit and a ringing call be taken over. Documents come whole or as
 * changes; what they add up to is worked out here, as a pure function from old and new.
 */

#include "ua-dialog-info.h"

#include "ua-text.h"
#include "ua-xml.h"

#include <string.h>

#define MAX_ID 256

static void
clear_end (UaWatchedEnd *end)
{
  g_free (end->name);
  g_free (end->identity);
  g_free (end->target);
}

static void
clear_dialog (gpointer data)
{
  UaWatchedDialog *dialog = data;

  g_free (dialog->id);
  g_free (dialog->call_id);
  g_free (dialog->local_tag);
  g_free (dialog->remote_tag);
  g_free (dialog->event);
  clear_end (&dialog->local);
  clear_end (&dialog->remote);
}

static void
unref_dialog (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_dialog);
}

static void
clear (gpointer data)
{
  UaDialogInfo *self = data;

  g_free (self->entity);
  g_ptr_array_unref (self->dialogs);
}

static UaDialogInfo *
make (const char *entity,
      guint32     version,
      gboolean    whole)
{
  UaDialogInfo *self = g_atomic_rc_box_new0 (UaDialogInfo);

  self->entity = g_strdup (entity);
  self->version = version;
  self->whole = whole;
  self->dialogs = g_ptr_array_new_with_free_func (unref_dialog);
  return self;
}

static UaWatchedState
read_state (UaXml *element)
{
  static const char *const names[] = { "", "trying", "proceeding", "early", "confirmed", "terminated" };
  g_autofree char *text = ua_xml_dup_text (element, 16);

  for (guint i = 1; text != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (text, names[i]) == 0)
        return (UaWatchedState) i;
    }
  return UA_WATCHED_STATE_UNKNOWN;
}

static UaWatchedDirection
read_direction (UaXml *element)
{
  const char *text = ua_xml_get_attribute (element, "direction");

  if (text == NULL)
    return UA_WATCHED_DIRECTION_UNKNOWN;
  if (g_ascii_strcasecmp (text, "initiator") == 0)
    return UA_WATCHED_DIRECTION_INITIATOR;
  return g_ascii_strcasecmp (text, "recipient") == 0 ? UA_WATCHED_DIRECTION_RECIPIENT : UA_WATCHED_DIRECTION_UNKNOWN;
}

/* RFC 4235 §4.1.6.2: <param pname="+sip.rendering" pval="no"/>; its own example leaves the "+" out. */
static gboolean
reads_as_held (UaXml *target)
{
  for (guint i = 0; target != NULL && i < ua_xml_get_n_children (target); i++)
    {
      UaXml *param = ua_xml_get_child (target, i);
      const char *name = ua_xml_get_attribute (param, "pname");
      const char *written = ua_xml_get_attribute (param, "pval");
      /* FreeSWITCH writes it so. */
      const char *value = written != NULL ? written : ua_xml_get_attribute (param, "pvalue");

      if (name != NULL && value != NULL && g_str_has_suffix (name, "sip.rendering")
          && g_ascii_strcasecmp (value, "no") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_end (UaWatchedEnd *end,
          UaXml        *element)
{
  UaXml *identity = ua_xml_find (element, "identity");
  UaXml *target = ua_xml_find (element, "target");

  end->identity = ua_xml_dup_text (identity, UA_TEXT_URI_MAX);
  end->name = ua_xml_dup_attribute (identity, "display", UA_TEXT_NAME_MAX);
  /* Polycom and Cisco write it so. */
  if (end->name == NULL)
    end->name = ua_xml_dup_attribute (identity, "display-name", UA_TEXT_NAME_MAX);
  end->target = ua_xml_dup_attribute (target, "uri", UA_TEXT_URI_MAX);
  end->held = reads_as_held (target);
}

static UaWatchedDialog *
read_dialog (UaXml *element)
{
  UaXml *state = ua_xml_find (element, "state");
  UaWatchedDialog *dialog = g_atomic_rc_box_new0 (UaWatchedDialog);

  dialog->id = ua_xml_dup_attribute (element, "id", MAX_ID);
  dialog->call_id = ua_xml_dup_attribute (element, "call-id", MAX_ID);
  dialog->local_tag = ua_xml_dup_attribute (element, "local-tag", MAX_ID);
  dialog->remote_tag = ua_xml_dup_attribute (element, "remote-tag", MAX_ID);
  dialog->state = read_state (state);
  dialog->direction = read_direction (element);
  dialog->event = ua_xml_dup_attribute (state, "event", 32);
  read_end (&dialog->local, ua_xml_find (element, "local"));
  read_end (&dialog->remote, ua_xml_find (element, "remote"));
  return dialog;
}

/**
 * ua_dialog_info_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body of type application/dialog-info+xml (RFC 4235 §4).
 *
 * Returns: (transfer full) (nullable): the document; %NULL with @error set
 */
UaDialogInfo *
ua_dialog_info_parse (GBytes  *body,
                      GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "dialog-info", error);
  g_autofree char *entity = ua_xml_dup_attribute (root, "entity", UA_TEXT_URI_MAX);
  guint32 version = 0;

  if (root == NULL)
    return NULL;
  ua_xml_get_number (root, "version", &version);

  UaDialogInfo *self = make (entity, version, g_strcmp0 (ua_xml_get_attribute (root, "state"), "partial") != 0);

  for (guint i = 0; i < ua_xml_get_n_children (root) && self->dialogs->len < UA_DIALOG_INFO_MAX_DIALOGS; i++)
    {
      UaXml *element = ua_xml_get_child (root, i);

      if (ua_xml_is (element, "dialog"))
        g_ptr_array_add (self->dialogs, read_dialog (element));
    }
  return self;
}

static gboolean
has_dialog (UaDialogInfo *self,
            const char   *id)
{
  for (guint i = 0; i < self->dialogs->len; i++)
    {
      UaWatchedDialog *dialog = g_ptr_array_index (self->dialogs, i);

      if (g_strcmp0 (dialog->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* RFC 4235 §4.3: what is in the news replaces what has its id; the rest stays, unless it had ended. */
static UaDialogInfo *
merge_part (UaDialogInfo *known,
            UaDialogInfo *news)
{
  UaDialogInfo *merged = make (news->entity != NULL ? news->entity : known->entity, news->version, TRUE);

  for (guint i = 0; i < known->dialogs->len; i++)
    {
      UaWatchedDialog *dialog = g_ptr_array_index (known->dialogs, i);

      if (dialog->state != UA_WATCHED_STATE_TERMINATED && !has_dialog (news, dialog->id))
        g_ptr_array_add (merged->dialogs, g_atomic_rc_box_acquire (dialog));
    }
  for (guint i = 0; i < news->dialogs->len && merged->dialogs->len < UA_DIALOG_INFO_MAX_DIALOGS; i++)
    g_ptr_array_add (merged->dialogs, g_atomic_rc_box_acquire (g_ptr_array_index (news->dialogs, i)));
  return merged;
}

/**
 * ua_dialog_info_merge:
 * @known: (nullable): what is known
 * @news: what came
 * @verdict: (out) (optional): what it was worth
 *
 * Brings what is known up to date (RFC 4235 §4.3).
 *
 * Returns: (transfer full) (nullable): what is known now; %NULL when that is still nothing
 */
UaDialogInfo *
ua_dialog_info_merge (UaDialogInfo *known,
                      UaDialogInfo *news,
                      UaNews       *verdict)
{
  g_return_val_if_fail (news != NULL, NULL);

  UaNews worth = ua_news_judge (known != NULL ? (gint64) known->version : -1, news->version, news->whole);

  if (verdict != NULL)
    *verdict = worth;
  if (worth == UA_NEWS_WHOLE)
    return ua_dialog_info_ref (news);
  if (worth == UA_NEWS_PART)
    return merge_part (known, news);
  return known != NULL ? ua_dialog_info_ref (known) : NULL;
}

/**
 * ua_dialog_info_get_state:
 * @self: the calls of somebody
 *
 * Sums up: talking counts more than ringing, and ringing more than calling.
 *
 * Returns: the most lively state; %UA_WATCHED_STATE_UNKNOWN when there is no call
 */
UaWatchedState
ua_dialog_info_get_state (UaDialogInfo *self)
{
  g_return_val_if_fail (self != NULL, UA_WATCHED_STATE_UNKNOWN);

  UaWatchedState state = UA_WATCHED_STATE_UNKNOWN;

  for (guint i = 0; i < self->dialogs->len; i++)
    {
      UaWatchedDialog *dialog = g_ptr_array_index (self->dialogs, i);

      if (dialog->state != UA_WATCHED_STATE_TERMINATED)
        state = MAX (state, dialog->state);
    }
  return state;
}

/**
 * ua_dialog_info_ref:
 * @self: the calls of somebody
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaDialogInfo *
ua_dialog_info_ref (UaDialogInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_dialog_info_unref:
 * @self: (transfer full): the calls of somebody
 *
 * Gives a reference back.
 */
void
ua_dialog_info_unref (UaDialogInfo *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
