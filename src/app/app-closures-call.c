/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: calls, those that go on and those that are past, in the words of a person; the part of the
 * pure functions that knows how a call stands. */

#include "app-closures.h"

#include "app-quality-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-number.h"

static const char *
call_state_text (PhoneCallState state)
{
  switch (state)
    {
    case PHONE_CALL_STATE_CALLING:
      return _("Calling…");
    case PHONE_CALL_STATE_RINGING:
      return _("Ringing…");
    case PHONE_CALL_STATE_INCOMING:
      return _("Incoming Call");
    case PHONE_CALL_STATE_CONNECTING:
      return _("Connecting…");
    case PHONE_CALL_STATE_RECONNECTING:
      return _("Reconnecting…");
    case PHONE_CALL_STATE_ENDING:
      return _("Ending…");
    case PHONE_CALL_STATE_ENDED:
      return _("Call Ended");
    case PHONE_CALL_STATE_ACTIVE:
    case PHONE_CALL_STATE_HELD:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_closures_call_status:
 * @owner: (nullable): the widget that asks
 * @state: a state
 * @duration: seconds talked so far
 * @end_text: (nullable): the phone's sentence about a failed call
 *
 * Where a call stands: a word, or the time talked.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_call_status (gpointer        owner,
                          PhoneCallState  state,
                          guint           duration,
                          const char     *end_text)
{
  g_autofree char *talked = app_closures_duration (owner, duration);

  if (state == PHONE_CALL_STATE_ACTIVE)
    return g_steal_pointer (&talked);
  if (state == PHONE_CALL_STATE_HELD)
    /* Translators: %s is how long the call has lasted. */
    return g_strdup_printf (_("On Hold · %s"), talked);
  if (state != PHONE_CALL_STATE_ENDED)
    return g_strdup (call_state_text (state));
  if (end_text != NULL && *end_text != '\0')
    return g_strdup (end_text);
  if (duration > 0)
    /* Translators: %s is how long the call lasted. */
    return g_strdup_printf (_("Call Ended · %s"), talked);
  return g_strdup (call_state_text (state));
}

/**
 * app_closures_call_waits:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether the call waits for a person to answer or decline it here
 */
gboolean
app_closures_call_waits (gpointer       owner,
                         PhoneCallState state)
{
  return state == PHONE_CALL_STATE_INCOMING;
}

/**
 * app_closures_call_goes_on:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether there is something to hang up
 */
gboolean
app_closures_call_goes_on (gpointer       owner,
                           PhoneCallState state)
{
  return state != PHONE_CALL_STATE_INCOMING && state != PHONE_CALL_STATE_ENDED;
}

/**
 * app_closures_call_has_sound:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether the two sides can hear each other, or could but for a hold
 */
gboolean
app_closures_call_has_sound (gpointer       owner,
                             PhoneCallState state)
{
  return state == PHONE_CALL_STATE_ACTIVE || state == PHONE_CALL_STATE_HELD;
}

/**
 * app_closures_avatar_size:
 * @owner: (nullable): the widget that asks
 * @crowded: whether more people are to be seen
 *
 * Returns: how large somebody is shown, in pixels
 */
int
app_closures_avatar_size (gpointer owner,
                          gboolean crowded)
{
  return crowded ? 64 : 96;
}

/**
 * app_closures_call_is_active:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether the two sides hear each other now
 */
gboolean
app_closures_call_is_active (gpointer       owner,
                             PhoneCallState state)
{
  return state == PHONE_CALL_STATE_ACTIVE;
}

/**
 * app_closures_call_is_silent:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether the two sides do not hear each other now
 */
gboolean
app_closures_call_is_silent (gpointer       owner,
                             PhoneCallState state)
{
  return state != PHONE_CALL_STATE_ACTIVE;
}

/**
 * app_closures_call_is_live:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether there is something to do about the call
 */
gboolean
app_closures_call_is_live (gpointer       owner,
                           PhoneCallState state)
{
  return state != PHONE_CALL_STATE_ENDED;
}

/**
 * app_closures_call_is_over:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * Returns: whether the call has ended
 */
gboolean
app_closures_call_is_over (gpointer       owner,
                           PhoneCallState state)
{
  return state == PHONE_CALL_STATE_ENDED;
}

/* "030 1234" and "+49301234@example.org": the last digits are the same, and what stands before them is only dialled. */
static gboolean
is_number_of (const char *name,
              const char *plain)
{
  g_autofree char *user = g_strndup (plain, strcspn (plain, "@"));
  g_autofree char *shown = phone_number_clean (name);
  g_autofree char *number = phone_number_clean (user);
  const char *digits = shown != NULL ? shown + strspn (shown, "+0") : "";

  return number != NULL && *digits != '\0' && g_str_has_suffix (number, digits);
}

/**
 * app_closures_call_subtitle:
 * @owner: (nullable): the widget that asks
 * @name: (nullable): who it is
 * @address: (nullable): the address
 *
 * The address to show under a name, which is nothing where the name already is the address.
 *
 * Returns: (transfer full) (nullable): an address
 */
char *
app_closures_call_subtitle (gpointer    owner,
                            const char *name,
                            const char *address)
{
  g_autofree char *plain = address != NULL ? app_closures_plain_address (address) : NULL;

  /* Who does not say who they are comes from there (RFC 3323 §4.1.1.3), which helps nobody to know. */
  if (plain != NULL && g_str_has_suffix (plain, "@anonymous.invalid"))
    return NULL;
  if (plain == NULL || g_strcmp0 (name, plain) == 0 || g_strcmp0 (name, address) == 0)
    return NULL;
  if (name != NULL && is_number_of (name, plain))
    return NULL;
  return app_closures_name (owner, plain);
}

/**
 * app_closures_history_icon:
 * @owner: (nullable): the widget that asks
 * @kind: how a call went
 *
 * The icon of a past call.
 *
 * Returns: (transfer full): an icon name
 */
char *
app_closures_history_icon (gpointer         owner,
                           PhoneHistoryKind kind)
{
  switch (kind)
    {
    case PHONE_HISTORY_KIND_OUTGOING:
      return g_strdup ("call-outgoing-symbolic");
    case PHONE_HISTORY_KIND_INCOMING:
      return g_strdup ("call-incoming-symbolic");
    case PHONE_HISTORY_KIND_MISSED:
      return g_strdup ("call-missed-symbolic");
    case PHONE_HISTORY_KIND_DECLINED:
      return g_strdup ("call-declined-symbolic");
    case PHONE_HISTORY_KIND_ELSEWHERE:
      return g_strdup ("call-elsewhere-symbolic");
    case PHONE_HISTORY_KIND_UNANSWERED:
      return g_strdup ("call-unanswered-symbolic");
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
history_kind_text (PhoneHistoryKind kind)
{
  switch (kind)
    {
    case PHONE_HISTORY_KIND_OUTGOING:
      return _("Outgoing call");
    case PHONE_HISTORY_KIND_INCOMING:
      return _("Incoming call");
    case PHONE_HISTORY_KIND_MISSED:
      return _("Missed call");
    case PHONE_HISTORY_KIND_DECLINED:
      return _("Declined call");
    case PHONE_HISTORY_KIND_ELSEWHERE:
      return _("Answered on another device");
    case PHONE_HISTORY_KIND_UNANSWERED:
      return _("No answer");
    default:
      g_return_val_if_reached (NULL);
    }
}

/* How long, and how it was heard; NULL: there was no talk. */
static char *
dup_talk (guint  duration,
          double mos)
{
  const char *sounded = app_quality_words_for_past (phone_grade_for_mos (mos));
  g_autofree char *length = app_closures_length (NULL, duration);

  if (duration == 0)
    return NULL;
  return g_strjoin (_(" · "), length, sounded, NULL);
}

/**
 * app_closures_history_text:
 * @owner: (nullable): the widget that asks
 * @kind: how a call went
 * @duration: seconds talked
 * @end_text: (nullable): the phone's sentence about a failed call
 * @mos: the mark of the call; 0: nothing was measured
 *
 * How a past call went, with its length and how it was heard, or with its reason.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_history_text (gpointer          owner,
                           PhoneHistoryKind  kind,
                           guint             duration,
                           const char       *end_text,
                           double            mos)
{
  g_autofree char *talk = dup_talk (duration, mos);

  if (kind == PHONE_HISTORY_KIND_UNANSWERED && end_text != NULL && *end_text != '\0')
    return g_strdup (end_text);
  return g_strjoin (_(" · "), history_kind_text (kind), talk, NULL);
}

/**
 * app_closures_history_short:
 * @owner: (nullable): the widget that asks
 * @kind: how a call went
 * @duration: seconds talked
 * @end_text: (nullable): the phone's sentence about a failed call
 * @mos: the mark of the call; 0: nothing was measured
 *
 * The same beside an icon that says what kind of call it was: where there was a talk, the kind is left out.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_history_short (gpointer          owner,
                            PhoneHistoryKind  kind,
                            guint             duration,
                            const char       *end_text,
                            double            mos)
{
  if (duration > 0)
    return dup_talk (duration, mos);
  return app_closures_history_text (owner, kind, duration, end_text, mos);
}
