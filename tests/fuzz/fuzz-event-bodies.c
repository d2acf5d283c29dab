/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The body of a NOTIFY from a stranger: whatever is taken from it is text that can be shown, and what it adds up to
 * with itself and with nothing is sound, too. */

#include "ua-conference-info.h"
#include "ua-dialog-info.h"
#include "ua-message-summary.h"
#include "ua-pidf.h"
#include "ua-reginfo.h"
#include "ua-resource-list.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
assert_text (const char *text)
{
  g_assert_true (text == NULL || (*text != '\0' && g_utf8_validate (text, -1, NULL)));
}

static void
try_message_summary (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMessageSummary) summary = ua_message_summary_parse (body, &error);

  g_assert_true ((summary == NULL) == (error != NULL));
  if (summary != NULL)
    assert_text (summary->account);
}

/* What was read is written again by us, and read again. */
static void
try_pidf (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPidf) pidf = ua_pidf_parse (body, &error);

  g_assert_true ((pidf == NULL) == (error != NULL));
  if (pidf == NULL)
    return;

  g_autoptr (GBytes) written = ua_pidf_build (pidf->entity != NULL ? pidf->entity : "sip:a@b", pidf->basic,
                                              (const char *const *) pidf->activities, pidf->note);
  g_autoptr (UaPidf) again = ua_pidf_parse (written, NULL);

  assert_text (pidf->note);
  g_assert_nonnull (again);
  g_assert_cmpint (again->basic, ==, pidf->basic);
  g_assert_cmpstr (again->note, ==, pidf->note);
}

static void
try_dialog_info (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaDialogInfo) info = ua_dialog_info_parse (body, &error);

  g_assert_true ((info == NULL) == (error != NULL));
  if (info == NULL)
    return;

  g_autoptr (UaDialogInfo) news = ua_dialog_info_parse (body, NULL);

  news->version = info->version + 1;
  news->whole = FALSE;
  g_autoptr (UaDialogInfo) merged = ua_dialog_info_merge (info, news, NULL);
  g_assert_cmpuint (merged->dialogs->len, <=, UA_DIALOG_INFO_MAX_DIALOGS);
  ua_dialog_info_get_state (merged);
}

static void
try_reginfo (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReginfo) info = ua_reginfo_parse (body, &error);

  g_assert_true ((info == NULL) == (error != NULL));
  if (info != NULL)
    {
      g_autoptr (UaReginfo) merged = ua_reginfo_merge (info, info, NULL);

      ua_reginfo_find (merged, "sip:alice@192.0.2.4:5062");
    }
}

static void
try_conference_info (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConferenceInfo) info = ua_conference_info_parse (body, &error);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("<conference-info/>", 18);
  g_autoptr (UaConferenceInfo) known = ua_conference_info_parse (nothing, NULL);

  g_assert_true ((info == NULL) == (error != NULL));
  if (info != NULL)
    {
      g_autoptr (UaConferenceInfo) merged = ua_conference_info_merge (known, info, NULL);

      g_assert_cmpuint (merged->users->len, <=, UA_CONFERENCE_INFO_MAX_USERS);
    }
}

static void
try_resource_list (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaResourceList) list = ua_resource_list_parse ("application/rlmi+xml", body, &error);
  g_autoptr (UaResourceList) merged = NULL;

  g_assert_true ((list == NULL) == (error != NULL));
  if (list != NULL)
    merged = ua_resource_list_merge (list, list, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  try_message_summary (body);
  try_pidf (body);
  try_dialog_info (body);
  try_reginfo (body);
  try_conference_info (body);
  try_resource_list (body);
  return 0;
}
