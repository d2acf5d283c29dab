/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pictures of a call, as a person has them: what they want, and what has come of it. A call may go on with another
 * session, when another of several telephones answers; what the person wants stays. */

#include "config.h"

#include "phone-video-private.h"

struct _PhoneVideo
{
  GObject parent_instance;

  MediaSession *media; /* NULL: nothing is open yet */
  gboolean wanted;
  gboolean camera_off;
  gboolean expected; /* by their offer, before anything is open */
};

G_DEFINE_FINAL_TYPE (PhoneVideo, phone_video, G_TYPE_OBJECT)

enum
{
  PROP_WANTED = 1,
  PROP_CAMERA_ON,
  PROP_OFFERED,
  PROP_SHOWN,
  PROP_SEEN,
  PROP_PICTURE,
  PROP_SELF_VIEW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
tell_all (PhoneVideo *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_WANTED; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The session gives up pictures by itself where the far end cannot take them. */
static void
media_changed_cb (PhoneVideo *self)
{
  self->wanted = media_session_has_video (self->media);
  tell_all (self);
}

static void
media_measured_cb (PhoneVideo *self)
{
  g_signal_emit_by_name (self, "measured");
}

void
phone_video_expect (PhoneVideo *self,
                    const char *offer)
{
  self->expected = media_session_offers_pictures (offer);
}

void
phone_video_follow (PhoneVideo   *self,
                    MediaSession *media)
{
  if (self->media != NULL)
    g_signal_handlers_disconnect_by_data (self->media, self);
  g_set_object (&self->media, media);
  media_session_set_camera_on (media, !self->camera_off);
  media_session_set_video (media, self->wanted);
  g_signal_connect_object (media, "pictures-changed", G_CALLBACK (media_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (media, "pictures-measured", G_CALLBACK (media_measured_cb), self, G_CONNECT_SWAPPED);
  tell_all (self);
}

static void
phone_video_dispose (GObject *object)
{
  g_clear_object (&PHONE_VIDEO (object)->media);

  G_OBJECT_CLASS (phone_video_parent_class)->dispose (object);
}

static void
phone_video_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PhoneVideo *self = PHONE_VIDEO (object);

  switch (prop_id)
    {
    case PROP_WANTED:
      g_value_set_boolean (value, self->wanted);
      break;
    case PROP_CAMERA_ON:
      g_value_set_boolean (value, !self->camera_off);
      break;
    case PROP_OFFERED:
      g_value_set_boolean (value, phone_video_is_offered (self));
      break;
    case PROP_SHOWN:
      g_value_set_boolean (value, phone_video_is_shown (self));
      break;
    case PROP_SEEN:
      g_value_set_boolean (value, phone_video_is_seen (self));
      break;
    case PROP_PICTURE:
      g_value_take_object (value, phone_video_is_seen (self) ? media_session_dup_picture (self->media) : NULL);
      break;
    case PROP_SELF_VIEW:
      g_value_take_object (value, phone_video_is_shown (self) ? media_session_dup_self_view (self->media) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_video_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  PhoneVideo *self = PHONE_VIDEO (object);

  switch (prop_id)
    {
    case PROP_WANTED:
      phone_video_set_wanted (self, g_value_get_boolean (value));
      break;
    case PROP_CAMERA_ON:
      phone_video_set_camera_on (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_video_class_init (PhoneVideoClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_video_dispose;
  object_class->get_property = phone_video_get_property;
  object_class->set_property = phone_video_set_property;

  props[PROP_WANTED] = g_param_spec_boolean ("wanted", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  props[PROP_CAMERA_ON] = g_param_spec_boolean ("camera-on", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  props[PROP_OFFERED] = g_param_spec_boolean ("offered", NULL, NULL, FALSE, readable);
  props[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE, readable);
  props[PROP_SEEN] = g_param_spec_boolean ("seen", NULL, NULL, FALSE, readable);
  props[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, G_TYPE_OBJECT, readable);
  props[PROP_SELF_VIEW] = g_param_spec_object ("self-view", NULL, NULL, G_TYPE_OBJECT, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PhoneVideo::measured:
   * @self: the pictures of a call
   *
   * Another second of them has passed.
   */
  g_signal_new ("measured", PHONE_TYPE_VIDEO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_video_init (PhoneVideo *self)
{
}

PhoneVideo *
phone_video_new (void)
{
  return g_object_new (PHONE_TYPE_VIDEO, NULL);
}

/**
 * phone_video_is_wanted:
 * @self: the pictures of a call
 *
 * Whether the person wants any.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_video_is_wanted (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), FALSE);

  return self->wanted;
}

/**
 * phone_video_set_wanted:
 * @self: the pictures of a call
 * @wanted: whether there are to be any
 *
 * Asks the far end for pictures, or ends them; before the call is answered, for when it is.
 */
void
phone_video_set_wanted (PhoneVideo *self,
                        gboolean    wanted)
{
  g_return_if_fail (PHONE_IS_VIDEO (self));

  if (self->wanted == !!wanted)
    return;

  self->wanted = !!wanted;
  if (self->media != NULL)
    media_session_set_video (self->media, wanted);
  else
    tell_all (self);
}

/**
 * phone_video_is_camera_on:
 * @self: the pictures of a call
 *
 * Whether the person wants to be seen where there are pictures.
 *
 * Returns: %TRUE unless phone_video_set_camera_on() said otherwise
 */
gboolean
phone_video_is_camera_on (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), FALSE);

  return !self->camera_off;
}

/**
 * phone_video_set_camera_on:
 * @self: the pictures of a call
 * @on: whether the person wants to be seen
 *
 * Opens or closes the camera.
 */
void
phone_video_set_camera_on (PhoneVideo *self,
                           gboolean    on)
{
  g_return_if_fail (PHONE_IS_VIDEO (self));

  if (self->camera_off == !on)
    return;

  self->camera_off = !on;
  if (self->media != NULL)
    media_session_set_camera_on (self->media, on);
  else
    tell_all (self);
}

/**
 * phone_video_is_offered:
 * @self: the pictures of a call
 *
 * Whether the far end wants pictures, and nobody here has asked for them yet.
 *
 * Returns: %TRUE when phone_video_set_wanted() would be welcome
 */
gboolean
phone_video_is_offered (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), FALSE);

  return self->media != NULL ? media_session_is_video_offered (self->media) : self->expected;
}

/**
 * phone_video_is_shown:
 * @self: the pictures of a call
 *
 * Whether the far end is shown ours.
 *
 * Returns: %TRUE when the camera is open
 */
gboolean
phone_video_is_shown (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), FALSE);

  return self->media != NULL && media_session_shows_picture (self->media);
}

/**
 * phone_video_is_seen:
 * @self: the pictures of a call
 *
 * Whether we are shown theirs.
 *
 * Returns: %TRUE when both agreed that we are
 */
gboolean
phone_video_is_seen (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), FALSE);

  return self->media != NULL && media_session_sees_picture (self->media);
}

/**
 * phone_video_get_codec:
 * @self: the pictures of a call
 *
 * What pictures are in.
 *
 * Returns: (transfer none) (nullable): "VP8" or "H264"; %NULL: there are none
 */
const char *
phone_video_get_codec (PhoneVideo *self)
{
  g_return_val_if_fail (PHONE_IS_VIDEO (self), NULL);

  return self->media != NULL ? media_session_get_picture_codec (self->media) : NULL;
}

/**
 * phone_video_measure:
 * @self: the pictures of a call
 * @own: ours, as it is shown here; otherwise theirs
 * @picture: (out caller-allocates): as of the last second
 *
 * Gets what there is to see.
 */
void
phone_video_measure (PhoneVideo   *self,
                     gboolean      own,
                     PhonePicture *picture)
{
  MediaPictureFacts facts = { .colour = -1 };

  g_return_if_fail (PHONE_IS_VIDEO (self));
  g_return_if_fail (picture != NULL);

  if (self->media != NULL)
    media_session_get_picture_facts (self->media, own, &facts);
  *picture = (PhonePicture) { facts.width, facts.height, facts.rate, facts.colour };
}
