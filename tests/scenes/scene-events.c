/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we want to be told, and what we tell by way of a server. */

#include "scene-events.h"

#include <string.h>

static void
subscriber_notified_cb (UaSubscriber *subscriber,
                        const char   *content_type,
                        GBytes       *body,
                        guint         phase,
                        guint         fork,
                        SceneStage   *self)
{
  static const char *const phases[] = { "pending", "active", "terminated" };
  gsize size = 0;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *words = g_strndup (data, size);
  g_autofree char *text = g_strdup_printf ("notified %s%s%s", phases[phase], size > 0 ? " " : "", words);

  scene_stage_note (self, text);
}

static void
subscriber_ended_cb (UaSubscriber *subscriber,
                     const GError *error,
                     SceneStage   *self)
{
  gboolean again = ua_subscriber_get_state (subscriber) == UA_SUBSCRIBER_STATE_INITIAL;
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text = g_strdup_printf ("subscription ended %s%s", why, again ? " for now" : "");

  scene_stage_note (self, text);
}

static void
publisher_published_cb (UaPublisher *publisher,
                        SceneStage  *self)
{
  scene_stage_note (self, "published");
}

static void
publisher_unpublished_cb (UaPublisher  *publisher,
                          const GError *error,
                          SceneStage   *self)
{
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text = g_strdup_printf ("unpublished %s", why);

  scene_stage_note (self, text);
}

static void
drop_subscriber (SceneStage *self)
{
  if (self->subscriber == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->subscriber, self);
  ua_subscriber_terminate (self->subscriber);
  g_assert_finalize_object (self->subscriber);
  self->subscriber = NULL;
}

/* "dialog of bob" */
static void
begin (SceneStage *self,
       const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " of ", 2);
  g_autoptr (SipUri) target = NULL;

  g_assert_nonnull (words[1]);
  target = sip_uri_parse_target (words[1], "example.org", NULL);
  drop_subscriber (self);
  self->subscriber = ua_subscriber_new (self->desk->agent, target, words[0], NULL);
  ua_subscriber_set_forks (self->subscriber, self->takes_forks);
  ua_subscriber_set_registerer (self->subscriber, self->takes_turns ? self->registerer : NULL);
  g_signal_connect (self->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self);
  g_signal_connect (self->subscriber, "ended", G_CALLBACK (subscriber_ended_cb), self);
  scene_stage_tell_born (self, self->subscriber);
}

void
scene_events_subscribe (SceneStage *self,
                        const char *rest)
{
  begin (self, rest);
  ua_subscriber_subscribe (self->subscriber);
}

void
scene_events_fetch (SceneStage *self,
                    const char *rest)
{
  begin (self, rest);
  ua_subscriber_fetch (self->subscriber);
}

void
scene_events_unsubscribe (SceneStage *self,
                          const char *rest)
{
  if (self->subscriber != NULL)
    ua_subscriber_unsubscribe (self->subscriber);
}

void
scene_events_take_forks (SceneStage *self,
                         const char *rest)
{
  self->takes_forks = TRUE;
}

void
scene_events_take_turns (SceneStage *self,
                         const char *rest)
{
  self->takes_turns = TRUE;
}

void
scene_events_publish (SceneStage *self,
                      const char *rest)
{
  g_autoptr (GBytes) body = g_bytes_new (rest, strlen (rest));

  if (self->publisher == NULL)
    {
      self->publisher = ua_publisher_new (
        self->desk->agent, sip_address_get_uri (ua_agent_get_address (self->desk->agent)), "presence", NULL);
      g_signal_connect (self->publisher, "published", G_CALLBACK (publisher_published_cb), self);
      g_signal_connect (self->publisher, "unpublished", G_CALLBACK (publisher_unpublished_cb), self);
      scene_stage_tell_born (self, self->publisher);
    }
  ua_publisher_publish (self->publisher, "text/plain", body);
}

void
scene_events_take_back (SceneStage *self,
                        const char *rest)
{
  if (self->publisher != NULL)
    ua_publisher_remove (self->publisher);
}

void
scene_events_terminate (SceneStage *self,
                        const char *rest)
{
  if (g_str_equal (rest, "registerer"))
    ua_registerer_terminate (self->registerer);
  else if (g_str_equal (rest, "subscriber") && self->subscriber != NULL)
    ua_subscriber_terminate (self->subscriber);
  else if (g_str_equal (rest, "publisher") && self->publisher != NULL)
    ua_publisher_terminate (self->publisher);
}

void
scene_events_clear (SceneStage *self)
{
  drop_subscriber (self);
  if (self->publisher == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->publisher, self);
  ua_publisher_terminate (self->publisher);
  g_assert_finalize_object (self->publisher);
  self->publisher = NULL;
}
