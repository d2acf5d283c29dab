/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures of a call that are whatever a test says; a willing far end agrees to everything at once. */

#include "scripted-video.h"

#include "phone-pictures.h"

struct _PhoneVideo
{
  GObject parent_instance;

  gboolean wanted;
  gboolean camera_off;
  gboolean offered;
  GObject *picture;
  GObject *self_view;
};

G_DEFINE_FINAL_TYPE (PhoneVideo, phone_video, G_TYPE_OBJECT)

enum
{
  PROP_WANTED = 1,
  PROP_CAMERA_ON,
  PROP_OFFERED,
  PROP_PICTURE,
  PROP_SELF_VIEW,
  N_PROPS
};

static gboolean possible = TRUE;

static void
phone_video_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PhoneVideo *self = PHONE_VIDEO (object);

  if (id == PROP_WANTED)
    g_value_set_boolean (value, self->wanted);
  else if (id == PROP_CAMERA_ON)
    g_value_set_boolean (value, !self->camera_off);
  else if (id == PROP_OFFERED)
    g_value_set_boolean (value, self->offered);
  else if (id == PROP_PICTURE)
    g_value_set_object (value, self->wanted ? self->picture : NULL);
  else
    g_value_set_object (value, self->wanted && !self->camera_off ? self->self_view : NULL);
}

static void
phone_video_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (id == PROP_WANTED)
    phone_video_set_wanted (PHONE_VIDEO (object), g_value_get_boolean (value));
  else
    phone_video_set_camera_on (PHONE_VIDEO (object), g_value_get_boolean (value));
}

static void
phone_video_dispose (GObject *object)
{
  PhoneVideo *self = PHONE_VIDEO (object);

  g_clear_object (&self->picture);
  g_clear_object (&self->self_view);
  G_OBJECT_CLASS (phone_video_parent_class)->dispose (object);
}

static void
phone_video_class_init (PhoneVideoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamSpec *props[N_PROPS] = {
    [PROP_WANTED] = g_param_spec_boolean ("wanted", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE),
    [PROP_CAMERA_ON] = g_param_spec_boolean ("camera-on", NULL, NULL, TRUE, flags | G_PARAM_WRITABLE),
    [PROP_OFFERED] = g_param_spec_boolean ("offered", NULL, NULL, FALSE, flags),
    [PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, G_TYPE_OBJECT, flags),
    [PROP_SELF_VIEW] = g_param_spec_object ("self-view", NULL, NULL, G_TYPE_OBJECT, flags),
  };

  object_class->get_property = phone_video_get_property;
  object_class->set_property = phone_video_set_property;
  object_class->dispose = phone_video_dispose;
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_video_init (PhoneVideo *self)
{
}

static void
tell (PhoneVideo *self)
{
  const char *const names[] = { "wanted", "camera-on", "offered", "picture", "self-view" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_notify (G_OBJECT (self), names[i]);
}

PhoneVideo *
scripted_video_new (void)
{
  return g_object_new (PHONE_TYPE_VIDEO, NULL);
}

void
scripted_video_offer (PhoneVideo *self)
{
  self->offered = TRUE;
  tell (self);
}

void
scripted_video_paint (PhoneVideo *self,
                      GObject    *picture,
                      GObject    *self_view)
{
  g_set_object (&self->picture, picture);
  g_set_object (&self->self_view, self_view);
  tell (self);
}

void
scripted_video_forbid (gboolean forbidden)
{
  possible = !forbidden;
}

gboolean
phone_video_is_wanted (PhoneVideo *self)
{
  return self->wanted;
}

void
phone_video_set_wanted (PhoneVideo *self,
                        gboolean    wanted)
{
  self->wanted = wanted;
  if (wanted)
    self->offered = FALSE;
  tell (self);
}

gboolean
phone_video_is_camera_on (PhoneVideo *self)
{
  return !self->camera_off;
}

void
phone_video_set_camera_on (PhoneVideo *self,
                           gboolean    on)
{
  self->camera_off = !on;
  tell (self);
}

gboolean
phone_video_is_offered (PhoneVideo *self)
{
  return self->offered;
}

gboolean
phone_check_pictures (Phone   *self,
                      GError **error)
{
  return possible;
}

void
phone_set_pictures (Phone      *self,
                    const char *camera,
                    gboolean    shown)
{
}
