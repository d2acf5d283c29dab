/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever is sent a trace wants to be told what went wrong in it, and not to read four hundred lines. */

#include "cli-trace.h"

#include "cli-report-private.h"
#include "phone-ladders.h"
#include "phone-trace-read.h"

/* One comes at a time, and it is the last. */
static void
trace_changed_cb (GListModel *trace,
                  guint       position,
                  guint       n_removed,
                  guint       n_added)
{
  guint n = g_list_model_get_n_items (trace);
  g_autoptr (PhoneTraceEntry) entry = n_added > 0 ? g_list_model_get_item (trace, n - 1) : NULL;
  g_autofree char *text = entry != NULL ? phone_trace_entry_dup_text (entry) : NULL;

  if (text != NULL)
    g_printerr ("%s\n", text);
}

/**
 * cli_trace_follow:
 * @phone: a phone
 *
 * Writes every message and note on standard error.
 */
void
cli_trace_follow (Phone *phone)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));

  g_signal_connect (phone_get_trace (phone), "items-changed", G_CALLBACK (trace_changed_cb), NULL);
}

static const char *
get_nick (GType type,
          int   value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (values, value);

  return found != NULL ? found->value_nick : "";
}

static void
explain (CliReport   *report,
         PhoneLadder *ladder)
{
  g_autoptr (PhoneWhy) why = phone_ladder_find_why (ladder);
  JsonObject *event = cli_report_new_event ("why");
  const char *kind = get_nick (PHONE_TYPE_LADDER_KIND, phone_ladder_get_kind (ladder));
  const char *rule = why != NULL ? phone_why_get_rule (why) : NULL;
  const char *help = why != NULL ? get_nick (PHONE_TYPE_HELP, phone_why_get_help (why)) : NULL;
  const char *sentence = why != NULL ? phone_why_get_sentence (why) : "No rule knows more.";
  g_autofree char *time = g_date_time_format (phone_ladder_get_time (ladder), "%H:%M:%S");
  g_autofree char *line =
    g_strdup_printf ("%s %s %s %s: %s\n  %s\n  rule: %s; what helps: %s", time, kind, phone_ladder_get_account (ladder),
                     phone_ladder_get_peer (ladder), phone_ladder_get_outcome (ladder), sentence,
                     rule != NULL ? rule : "none", help != NULL ? help : "none");

  json_object_set_string_member (event, "kind", kind);
  json_object_set_string_member (event, "account", phone_ladder_get_account (ladder));
  json_object_set_string_member (event, "peer", phone_ladder_get_peer (ladder));
  json_object_set_string_member (event, "outcome", phone_ladder_get_outcome (ladder));
  if (why != NULL)
    {
      json_object_set_string_member (event, "rule", rule);
      json_object_set_string_member (event, "help", help);
      json_object_set_string_member (event, "text", sentence);
    }
  cli_report_send (report, event, line);
}

static guint
explain_all (CliReport  *report,
             GListModel *ladders)
{
  guint n_failed = 0;

  for (guint n = g_list_model_get_n_items (ladders); n > 0; n--)
    {
      g_autoptr (PhoneLadder) ladder = g_list_model_get_item (ladders, n - 1);

      if (!phone_ladder_has_failed (ladder))
        continue;
      explain (report, ladder);
      n_failed++;
    }
  return n_failed;
}

/**
 * cli_trace_explain:
 * @options: what the command line said; the target is a file
 *
 * Says of everything that failed in a trace why.
 *
 * Returns: the exit status
 */
int
cli_trace_explain (const CliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GListModel) trace = NULL;
  g_autoptr (PhoneLadders) ladders = NULL;
  g_autoptr (CliReport) report = cli_report_new (options->json);

  if (!g_file_get_contents (options->target, &text, NULL, &error))
    {
      g_printerr ("earshot-cli: %s\n", error->message);
      return CLI_EXIT_FAILED;
    }
  trace = phone_trace_read (text);
  if (g_list_model_get_n_items (trace) == 0)
    {
      g_printerr ("earshot-cli: there is no trace in “%s”\n", options->target);
      return CLI_EXIT_FAILED;
    }
  ladders = phone_ladders_new (trace);
  if (explain_all (report, G_LIST_MODEL (ladders)) == 0)
    cli_report_send (report, cli_report_new_event ("nothing-failed"), "Nothing in it failed.");
  return CLI_EXIT_OK;
}
