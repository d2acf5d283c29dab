/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures without a screen: asked for by words, and told of by numbers. */

#include "cli-video.h"

#include "cli-report-private.h"

static gboolean
read_switch (const char  *argument,
             gboolean    *on,
             GError     **error)
{
  *on = g_strcmp0 (argument, "on") == 0;
  if (*on || g_strcmp0 (argument, "off") == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "neither on nor off: %s", argument);
  return FALSE;
}

static gboolean
run_video (const CliCommandContext *context,
           const char              *argument,
           GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);
  gboolean on;

  if (call == NULL || !read_switch (argument, &on, error))
    return FALSE;
  phone_video_set_wanted (phone_call_get_video (call), on);
  return TRUE;
}

static gboolean
run_camera (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  PhoneCall *call = cli_commands_need_call (context, error);
  gboolean on;

  if (call == NULL || !read_switch (argument, &on, error))
    return FALSE;
  phone_video_set_camera_on (phone_call_get_video (call), on);
  return TRUE;
}

static const CliCommand commands[] = {
  { "video", TRUE, run_video },
  { "camera", TRUE, run_camera },
};

/**
 * cli_video_get_commands:
 * @n_commands: (out): how many there are
 *
 * The words about pictures.
 *
 * Returns: (transfer none) (array length=n_commands): the table
 */
const CliCommand *
cli_video_get_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * cli_video_is_asked:
 * @argument: what follows the word “call”
 * @target: (out) (transfer full): whom to call
 *
 * Whether a call is to have pictures from its beginning.
 *
 * Returns: %TRUE when it is
 */
gboolean
cli_video_is_asked (const char  *argument,
                    char       **target)
{
  gboolean asked = g_str_has_suffix (argument, " video");

  *target = g_strndup (argument, strlen (argument) - (asked ? strlen (" video") : 0));
  return asked;
}

typedef struct
{
  CliReport *report; /* lives as long as the program */
  char *id;
} Listener;

static void
listener_free (gpointer  data,
               GClosure *closure)
{
  Listener *listener = data;

  g_free (listener->id);
  g_free (listener);
}

static void
video_notify_cb (PhoneVideo *video,
                 GParamSpec *pspec,
                 Listener   *listener)
{
  JsonObject *event = cli_report_new_event ("video");

  json_object_set_string_member (event, "id", listener->id);
  json_object_set_boolean_member (event, "wanted", phone_video_is_wanted (video));
  json_object_set_boolean_member (event, "offered", phone_video_is_offered (video));
  json_object_set_boolean_member (event, "shown", phone_video_is_shown (video));
  json_object_set_boolean_member (event, "seen", phone_video_is_seen (video));
  if (phone_video_get_codec (video) != NULL)
    json_object_set_string_member (event, "codec", phone_video_get_codec (video));
  cli_report_send (listener->report, event, NULL);
}

static void
add_picture (JsonObject *event,
             PhoneVideo *video,
             gboolean    own)
{
  JsonObject *object = json_object_new ();
  PhonePicture picture;

  phone_video_measure (video, own, &picture);
  json_object_set_int_member (object, "width", picture.width);
  json_object_set_int_member (object, "height", picture.height);
  json_object_set_double_member (object, "rate", picture.rate);
  json_object_set_int_member (object, "colour", picture.colour);
  json_object_set_object_member (event, own ? "own" : "theirs", object);
}

static void
video_measured_cb (PhoneVideo *video,
                   Listener   *listener)
{
  JsonObject *event = cli_report_new_event ("picture");

  json_object_set_string_member (event, "id", listener->id);
  add_picture (event, video, TRUE);
  add_picture (event, video, FALSE);
  cli_report_send (listener->report, event, NULL);
}

static Listener *
listener_new (CliReport *report,
              PhoneCall *call)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->report = report;
  listener->id = g_strdup (phone_call_get_id (call));

  return listener;
}

/**
 * cli_video_follow:
 * @report: who is told
 * @call: a call
 *
 * Begins to tell of its pictures.
 */
void
cli_video_follow (CliReport *report,
                  PhoneCall *call)
{
  PhoneVideo *video = phone_call_get_video (call);

  g_signal_connect_data (video, "notify::seen", G_CALLBACK (video_notify_cb), listener_new (report, call),
                         listener_free, G_CONNECT_DEFAULT);
  g_signal_connect_data (video, "measured", G_CALLBACK (video_measured_cb), listener_new (report, call),
                         listener_free, G_CONNECT_DEFAULT);
}
