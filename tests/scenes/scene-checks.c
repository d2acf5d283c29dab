/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a scene only looks at: what we sent, what we noticed, how things stand. */

#include "scene-stage.h"

#include <string.h>

static gboolean
fail (GError     **error,
      const char  *expected,
      const char  *got)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "expected \"%s\", got \"%s\"", expected,
               got != NULL ? got : "nothing");
  return FALSE;
}

static char *
dup_text (SipMessage *message)
{
  GBytes *bytes = sip_message_get_bytes (message);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* "Name: pattern" with * and ?, over every value of that name. */
static gboolean
check_header (SipMessage  *message,
              const char  *detail,
              const char  *colon,
              GError     **error)
{
  g_autofree char *name = g_strndup (detail, colon - detail);
  g_autofree char *pattern = g_strstrip (g_strdup (colon + 1));
  g_autofree char *text = dup_text (message);
  const char *value;

  for (guint i = 0; (value = sip_message_get_header_by_name (message, name, i)) != NULL; i++)
    {
      if (g_pattern_match_simple (pattern, value))
        return TRUE;
    }
  return fail (error, detail, text);
}

static gboolean
check_detail (SipMessage  *message,
              const char  *detail,
              GError     **error)
{
  const char *colon = strchr (detail, ':');
  GBytes *bytes = sip_message_get_body (message);

  if (g_str_has_prefix (detail, "no "))
    {
      const char *value = sip_message_get_header_by_name (message, detail + 3, 0);

      return value == NULL || fail (error, detail, value);
    }
  if (g_str_has_prefix (detail, "body: "))
    {
      g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      return g_pattern_match_simple (detail + strlen ("body: "), body) || fail (error, detail, body);
    }
  if (colon == NULL)
    return fail (error, "Name: pattern", detail);
  return check_header (message, detail, colon, error);
}

/* "INVITE", "INVITE sip:bob@example.org", "200", "200 to INVITE" */
static gboolean
check_start (SipMessage  *message,
             const char  *expected,
             GError     **error)
{
  g_autofree char *text = dup_text (message);
  g_autofree char *got = NULL;

  if (sip_message_is_request (message))
    {
      g_autofree char *uri = sip_uri_to_string (sip_message_get_request_uri (message));

      got = g_strdup_printf ("%s%s%s", sip_message_get_method_name (message), strchr (expected, ' ') ? " " : "",
                             strchr (expected, ' ') ? uri : "");
    }
  else
    got = g_strdup_printf ("%u%s%s", sip_message_get_status (message), strchr (expected, ' ') ? " to " : "",
                           strchr (expected, ' ') ? sip_message_get_method_name (message) : "");
  return g_pattern_match_simple (expected, got) || fail (error, expected, text);
}

static gboolean
check_sent (SceneStage       *self,
            const SceneStep  *step,
            const char       *rest,
            GError          **error)
{
  doubles_desk_settle (self->desk);

  g_autoptr (SipMessage) message = doubles_transport_pop_message (self->desk->transport);

  if (message == NULL)
    return fail (error, rest, NULL);
  if (!check_start (message, rest, error))
    return FALSE;
  for (guint i = 0; i < step->details->len; i++)
    {
      if (!check_detail (message, g_ptr_array_index (step->details, i), error))
        return FALSE;
    }
  scene_far_hear (&self->far, message);
  scene_stage_draw (self, TRUE, message);
  return TRUE;
}

static gboolean
check_silence (SceneStage       *self,
               const SceneStep  *step,
               const char       *rest,
               GError          **error)
{
  doubles_desk_settle (self->desk);

  g_autoptr (SipMessage) message = doubles_transport_pop_message (self->desk->transport);

  if (message == NULL)
    return TRUE;

  g_autofree char *text = dup_text (message);

  return fail (error, "nothing sent", text);
}

static gboolean
check_state (SceneStage       *self,
             const SceneStep  *step,
             const char       *rest,
             GError          **error)
{
  static const char *const names[] = { "initial", "establishing", "established", "terminating", "terminated" };
  const char *name = self->session != NULL ? names[ua_session_get_state (self->session)] : NULL;

  return g_strcmp0 (name, rest) == 0 || fail (error, rest, name);
}

static gboolean
check_result (SceneStage       *self,
              const SceneStep  *step,
              const char       *rest,
              GError          **error)
{
  doubles_desk_settle (self->desk);
  return g_strcmp0 (self->result, rest) == 0 || fail (error, rest, self->result);
}

static gboolean
check_happened (SceneStage       *self,
                const SceneStep  *step,
                const char       *rest,
                GError          **error)
{
  doubles_desk_settle (self->desk);
  if (!g_str_equal (self->heard->str, rest))
    return fail (error, rest, self->heard->str);
  g_string_truncate (self->heard, 0);
  return TRUE;
}

static gboolean
check_came (SceneStage       *self,
            const SceneStep  *step,
            const char       *rest,
            GError          **error)
{
  if (!g_str_equal (self->desk->heard->str, rest))
    return fail (error, rest, self->desk->heard->str);
  g_string_truncate (self->desk->heard, 0);
  return TRUE;
}

static gboolean
check_sound (SceneStage       *self,
             const SceneStep  *step,
             const char       *rest,
             GError          **error)
{
  if (self->handler == NULL)
    return fail (error, rest, NULL);

  g_autofree char *asked = doubles_description_handler_dup_asked (self->handler);

  return g_strcmp0 (asked, rest) == 0 || fail (error, rest, asked);
}

static gboolean
check_held (SceneStage       *self,
            const SceneStep  *step,
            const char       *rest,
            GError          **error)
{
  gboolean by_us = self->session != NULL && ua_session_is_held_by_us (self->session);
  gboolean by_them = self->session != NULL && ua_session_is_held_by_them (self->session);
  const char *got = by_us && by_them ? "by both" : by_us ? "by us" : by_them ? "by them" : "by nobody";

  return g_str_equal (got, rest) || fail (error, rest, got);
}

static gboolean
check_line (SceneStage       *self,
            const SceneStep  *step,
            const char       *rest,
            GError          **error)
{
  const char *got = ua_agent_is_connected (self->desk->agent) ? "up" : "down";

  return g_str_equal (got, rest) || fail (error, rest, got);
}

static gboolean
check_call_is (SceneStage       *self,
               const SceneStep  *step,
               const char       *rest,
               GError          **error)
{
  const char *got = self->session == NULL                      ? NULL
                    : ua_session_is_stranded (self->session)   ? "stranded"
                                                               : "on the line";

  return g_strcmp0 (got, rest) == 0 || fail (error, rest, got);
}

static gboolean
check_round_trip (SceneStage       *self,
                  const SceneStep  *step,
                  const char       *rest,
                  GError          **error)
{
  g_autofree char *got =
    g_strdup_printf ("%" G_GINT64_FORMAT " ms", ua_agent_get_round_trip_ms (self->desk->agent));

  return g_str_equal (got, rest) || fail (error, rest, got);
}

static gboolean
check_calls (SceneStage       *self,
             const SceneStep  *step,
             const char       *rest,
             GError          **error)
{
  g_autofree char *got = g_strdup_printf ("%u", ua_agent_get_n_sessions (self->desk->agent));

  return g_str_equal (got, rest) || fail (error, rest, got);
}

static const struct
{
  const char *words;
  gboolean  (*check) (SceneStage *self, const SceneStep *step, const char *rest, GError **error);
} checks[] = {
  { "> ", check_sent },
  { "nothing is sent", check_silence },
  { "state ", check_state },
  { "result ", check_result },
  { "happened: ", check_happened },
  { "came in: ", check_came },
  { "sound was asked to ", check_sound },
  { "held ", check_held },
  { "the line is ", check_line },
  { "calls alive: ", check_calls },
  { "the call is ", check_call_is },
  { "round trip ", check_round_trip },
};

gboolean
scene_checks_perform (SceneStage       *self,
                      const SceneStep  *step,
                      gboolean         *known,
                      GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (!g_str_has_prefix (step->text, checks[i].words))
        continue;
      *known = TRUE;
      return checks[i].check (self, step, step->text + strlen (checks[i].words), error);
    }
  *known = FALSE;
  return FALSE;
}
