/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the command-line phone says about servers: the one in use, those that were found, and one that could not prove
 * who it is. */

#include "cli-report-private.h"

static void
set_text (JsonObject *event,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (event, name, text);
  else
    json_object_set_null_member (event, name);
}

void
cli_report_set_line (JsonObject   *event,
                     PhoneAccount *account)
{
  PhoneRoute *route = phone_account_get_route (account);
  const GError *error = phone_account_get_last_error (account);

  set_text (event, "server", phone_route_get_place (route));
  set_text (event, "transport", phone_route_get_scheme (route));
  json_object_set_boolean_member (event, "secure", phone_route_is_secure (route));
  set_text (event, "tls", phone_route_get_tls_version (route));
  set_text (event, "family", phone_route_get_family (route));
  set_text (event, "local", phone_route_get_local_address (route));
  set_text (event, "remote", phone_route_get_remote_address (route));
  set_text (event, "reason", phone_route_get_reason (route));
  set_text (event, "remark", phone_route_get_remark (route));
  json_object_set_int_member (event, "round_trip_ms", phone_route_get_round_trip_ms (route));
  json_object_set_int_member (event, "next_try_ms", phone_account_get_ms_to_next_try (account));
  if (error != NULL)
    cli_report_set_error (event, error);
}

/**
 * cli_report_certificate:
 * @self: the report
 * @certificate: what a server showed
 *
 * Tells what a server showed that could not prove who it is.
 */
void
cli_report_certificate (CliReport              *self,
                        const PhoneCertificate *certificate)
{
  JsonObject *event = cli_report_new_event ("certificate");
  JsonArray *faults = json_array_new ();
  const char *summary = phone_certificate_get_summary (certificate);
  g_autofree char *key_text = phone_certificate_dup_key_text (certificate->key);
  g_autofree char *sentence = g_strdup_printf ("%s:%u: %s\n%s", certificate->name, certificate->port, summary, key_text);

  for (guint n = 0; certificate->faults != NULL && certificate->faults[n] != NULL; n++)
    json_array_add_string_element (faults, certificate->faults[n]);
  set_text (event, "name", certificate->name);
  json_object_set_int_member (event, "port", certificate->port);
  set_text (event, "key", certificate->key);
  set_text (event, "trusted_key", certificate->trusted_key);
  json_object_set_boolean_member (event, "changed", phone_certificate_is_changed (certificate));
  set_text (event, "subject", certificate->subject);
  set_text (event, "issuer", certificate->issuer);
  json_object_set_array_member (event, "faults", faults);
  set_text (event, "text", summary);
  cli_report_send (self, event, sentence);
}

/**
 * cli_report_finding:
 * @self: the report
 * @finding: a server that was looked at
 *
 * Tells what was found out about one server.
 */
void
cli_report_finding (CliReport    *self,
                    PhoneFinding *finding)
{
  JsonObject *event = cli_report_new_event ("finding");
  const char *failure = phone_finding_get_failure (finding);
  g_autofree char *sentence =
    g_strdup_printf ("%s (%s): %s", phone_finding_get_server (finding), phone_finding_get_title (finding),
                     failure != NULL ? failure : phone_finding_get_reason (finding));

  set_text (event, "server", phone_finding_get_server (finding));
  set_text (event, "place", phone_finding_get_place (finding));
  set_text (event, "title", phone_finding_get_title (finding));
  json_object_set_boolean_member (event, "works", phone_finding_works (finding));
  json_object_set_boolean_member (event, "secure", phone_finding_is_secure (finding));
  json_object_set_boolean_member (event, "dns", phone_finding_is_by_dns (finding));
  set_text (event, "reason", phone_finding_get_reason (finding));
  set_text (event, "realm", phone_finding_get_realm (finding));
  json_object_set_int_member (event, "ms", phone_finding_get_milliseconds (finding));
  if (failure != NULL)
    json_object_set_string_member (event, "error", failure);
  cli_report_send (self, event, sentence);
}

/**
 * cli_report_probe:
 * @self: the report
 * @best: (nullable): the server to use
 * @error: (nullable): why there is none
 *
 * Tells how looking for a server ended.
 */
void
cli_report_probe (CliReport    *self,
                  PhoneFinding *best,
                  const GError *error)
{
  JsonObject *event = cli_report_new_event (error == NULL ? "found" : "not-found");
  g_autofree char *sentence =
    best != NULL ? g_strdup_printf ("The server is %s.", phone_finding_get_server (best)) : NULL;

  if (best != NULL)
    set_text (event, "server", phone_finding_get_server (best));
  if (error != NULL)
    cli_report_set_error (event, error);
  cli_report_send (self, event, sentence);
}
