/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every answer and every event has one cause, by its name in the reference (CONTRACT U25). */

#include "ua-cause.h"

#include "doubles-desk.h"
#include "doubles-description-handler.h"
#include "sip-status.h"
#include "ua-error.h"
#include "ua-inviter.h"

static const struct
{
  guint       status;
  const char *name;
} statuses[] = {
  { 200, "NONE" },
  { 300, "REDIRECTED" },           { 301, "REDIRECTED" },         { 302, "REDIRECTED" },
  { 305, "REDIRECTED" },           { 380, "REDIRECTED" },         { 400, "SIP_FAILURE_CODE" },
  { 401, "AUTHENTICATION_ERROR" }, { 403, "REJECTED" },           { 404, "NOT_FOUND" },
  { 407, "AUTHENTICATION_ERROR" }, { 408, "UNAVAILABLE" },        { 410, "UNAVAILABLE" },
  { 430, "UNAVAILABLE" },          { 480, "UNAVAILABLE" },        { 484, "ADDRESS_INCOMPLETE" },
  { 486, "BUSY" },                 { 487, "CANCELED" },           { 488, "INCOMPATIBLE_SDP" },
  { 500, "SIP_FAILURE_CODE" },     { 503, "SIP_FAILURE_CODE" },   { 600, "BUSY" },
  { 603, "REJECTED" },             { 604, "NOT_FOUND" },          { 606, "INCOMPATIBLE_SDP" },
};

/* U25 */
static void
test_statuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = sip_status_error_new (statuses[i].status, NULL);

      g_assert_cmpstr (ua_cause_get_name (ua_cause_from_status (statuses[i].status)), ==, statuses[i].name);
      g_assert_cmpstr (ua_cause_get_name (ua_cause_from_error (error)), ==, statuses[i].name);
    }
}

static const struct
{
  UaError     code;
  const char *name;
} errors[] = {
  { UA_ERROR_INVALID_TARGET, "INVALID_TARGET" },
  { UA_ERROR_CONNECTION, "CONNECTION_ERROR" },
  { UA_ERROR_REQUEST_TIMEOUT, "REQUEST_TIMEOUT" },
  { UA_ERROR_AUTHENTICATION, "AUTHENTICATION_ERROR" },
  { UA_ERROR_CANCELED, "CANCELED" },
  { UA_ERROR_NO_ANSWER, "NO_ANSWER" },
  { UA_ERROR_NO_ACK, "NO_ACK" },
  { UA_ERROR_BAD_DESCRIPTION, "BAD_MEDIA_DESCRIPTION" },
  { UA_ERROR_MEDIA, "INTERNAL_ERROR" },
  { UA_ERROR_WRONG_STATE, "INTERNAL_ERROR" },
  { UA_ERROR_DIALOG, "DIALOG_ERROR" },
  { UA_ERROR_STOPPED, "CANCELED" },
  { UA_ERROR_EXPIRED, "EXPIRES" },
  { UA_ERROR_NO_PRACK, "NO_PRACK" },
  { UA_ERROR_MEDIA_DENIED, "USER_DENIED_MEDIA_ACCESS" },
  { UA_ERROR_MEDIA_UNSUPPORTED, "WEBRTC_NOT_SUPPORTED" },
  { UA_ERROR_MEDIA_SILENT, "RTP_TIMEOUT" },
  { UA_ERROR_DIGITS, "INTERNAL_ERROR" },
};

/* U25 */
static void
test_errors (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "odd");

  g_assert_cmpint (ua_cause_from_error (NULL), ==, UA_CAUSE_NONE);
  g_assert_cmpint (ua_cause_from_error (cancelled), ==, UA_CAUSE_CANCELED);
  g_assert_cmpint (ua_cause_from_error (other), ==, UA_CAUSE_INTERNAL_ERROR);
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (UA_ERROR, errors[i].code, "why");

      g_assert_cmpint ((int) errors[i].code, ==, (int) i);
      g_assert_cmpstr (ua_cause_get_name (ua_cause_from_error (error)), ==, errors[i].name);
    }
}

/* Each of the reference's names is somebody's. U25 */
static void
test_names (void)
{
  for (UaCause cause = UA_CAUSE_NONE; cause <= UA_CAUSE_INTERNAL_ERROR; cause++)
    {
      const char *name = ua_cause_get_name (cause);
      gboolean brought = cause == UA_CAUSE_BYE; /* by a call that was up */

      for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
        brought |= g_str_equal (statuses[i].name, name);
      for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
        brought |= g_str_equal (errors[i].name, name);
      g_assert_true (brought);
    }
}

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaInviter                 *inviter;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  doubles_desk_open (self->desk);
  self->handler = doubles_description_handler_new ();
  self->inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), NULL);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_desk_advance (self->desk, 40 * 1000);
  g_clear_object (&self->inviter);
  g_clear_object (&self->handler);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
}

static const char *
get_cause (Fixture *self)
{
  return ua_cause_get_name (ua_cause_from_session (UA_SESSION (self->inviter)));
}

static SipMessage *
call (Fixture *self)
{
  ua_inviter_invite_async (self->inviter, NULL, NULL, NULL);
  return doubles_desk_pop_request (self->desk, "INVITE");
}

/* U25: our own sound, by what its handler tells of its errors. */
static void
test_media (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (SipMessage) invite = call (self);

  g_assert_cmpstr (get_cause (self), ==, "NONE");
  doubles_description_handler_judge_as (self->handler, UA_DESCRIPTION_FAULT_DENIED);
  doubles_description_handler_break (self->handler);
  doubles_desk_answer (self->desk, invite, 487, "b", "");
  g_assert_cmpstr (get_cause (self), ==, "USER_DENIED_MEDIA_ACCESS");
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (SipMessage) invite = call (self);

  doubles_desk_answer (self->desk, invite, 486, "b", "");
  g_assert_cmpstr (get_cause (self), ==, "BUSY");
}

static void
test_called_off (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (SipMessage) invite = call (self);

  ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_answer (self->desk, invite, 487, "b", "");
  g_assert_cmpstr (get_cause (self), ==, "CANCELED");
}

static void
test_hung_up (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (SipMessage) invite = call (self);

  doubles_desk_answer (self->desk, invite, 200, "b", "Contact: <sip:bob@far.example>\n\nv=0\r\n");
  ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_settle (self->desk);
  g_assert_cmpstr (get_cause (self), ==, "BYE");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/cause/statuses", test_statuses);
  g_test_add_func ("/ua/cause/errors", test_errors);
  g_test_add_func ("/ua/cause/names", test_names);
  g_test_add ("/ua/cause/media", Fixture, NULL, fixture_set_up, test_media, fixture_tear_down);
  g_test_add ("/ua/cause/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/ua/cause/called-off", Fixture, NULL, fixture_set_up, test_called_off, fixture_tear_down);
  g_test_add ("/ua/cause/hung-up", Fixture, NULL, fixture_set_up, test_hung_up, fixture_tear_down);

  return g_test_run ();
}
