/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever wears a headset has a button at the ear. It does what the same button of the window does, and its
 * lights say what the window says. */

#include "app-headset.h"

#include "app-call-keys.h"
#include "app-conference.h"
#include "phone-hush.h"

struct _AppHeadset
{
  GObject parent_instance;

  GWeakRef phone;
  char *class_folder;
  char *device_folder;
  HeadsetFinder *finder; /* NULL: none is looked for */
  HeadsetDevice *headset;
  HeadsetLights lights;  /* as it was told last */
  gboolean started;
  gboolean enabled;
  gboolean pressed;
};

G_DEFINE_FINAL_TYPE (AppHeadset, app_headset, G_TYPE_OBJECT)

enum
{
  PROP_ENABLED = 1,
  PROP_STANDING,
  PROP_PRESSED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static HeadsetLights
read_lights (Phone *phone)
{
  PhoneCall *talk = app_call_keys_find_talk (phone);
  PhoneCall *ringing = app_call_keys_find_ringing (phone);

  return (HeadsetLights) {
    .off_hook = talk != NULL,
    .ringing = ringing != NULL && !phone_call_is_hushed (ringing),
    .muted = talk != NULL && app_conference_is_muted (phone, talk),
    .held = talk != NULL && phone_call_get_state (talk) == PHONE_CALL_STATE_HELD,
  };
}

/* A headset that thinks otherwise is told again even if nothing changed for us. */
static void
light (AppHeadset *self,
       gboolean    again)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  HeadsetLights lights;

  if (phone == NULL || self->headset == NULL)
    return;
  lights = read_lights (phone);
  if (!again && lights.off_hook == self->lights.off_hook && lights.ringing == self->lights.ringing
      && lights.muted == self->lights.muted && lights.held == self->lights.held)
    return;
  self->lights = lights;
  headset_device_set_lights (self->headset, &lights);
}

static void
light_cb (AppHeadset *self)
{
  light (self, FALSE);
}

static void
note_press (AppHeadset *self)
{
  if (self->pressed)
    return;
  self->pressed = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESSED]);
}

static void
hook_cb (AppHeadset *self,
         gboolean    lifted)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);

  note_press (self);
  if (phone == NULL)
    return;
  /* Put down while somebody rings and nobody talks is not meant to turn them away. */
  if (lifted)
    app_call_keys_answer (phone);
  else if (app_call_keys_find_talk (phone) != NULL)
    app_call_keys_hang_up (phone);
  light (self, TRUE);
}

static void
mute_cb (AppHeadset *self,
         gboolean    wanted)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);

  note_press (self);
  if (phone != NULL)
    app_call_keys_set_muted (phone, wanted);
  light (self, TRUE);
}

static void
drop_cb (AppHeadset *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);

  note_press (self);
  if (phone != NULL)
    app_call_keys_hang_up (phone);
  light (self, TRUE);
}

static void
drop_headset (AppHeadset *self)
{
  static const HeadsetLights none = { FALSE };

  if (self->headset == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->headset, self);
  headset_device_set_lights (self->headset, &none);
  g_clear_object (&self->headset);
}

static void
found_cb (AppHeadset *self)
{
  HeadsetDevice *headset = headset_finder_get_headset (self->finder);

  if (headset != self->headset)
    {
      drop_headset (self);
      self->pressed = FALSE;
      if (headset != NULL)
        {
          self->headset = g_object_ref (headset);
          g_signal_connect_object (headset, "hook", G_CALLBACK (hook_cb), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (headset, "mute", G_CALLBACK (mute_cb), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (headset, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
          light (self, TRUE);
        }
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
}

static void
look (AppHeadset *self)
{
  if (self->started && self->enabled && self->finder == NULL)
    {
      self->finder = headset_finder_new (self->class_folder, self->device_folder);
      g_signal_connect_object (self->finder, "notify::headset", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
    }
  else if (!self->enabled && self->finder != NULL)
    {
      drop_headset (self);
      g_signal_handlers_disconnect_by_data (self->finder, self);
      g_clear_object (&self->finder);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
    }
}

static void
calls_changed_cb (AppHeadset *self,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *calls)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, position + i);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (light_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (call, "notify::muted", G_CALLBACK (light_cb), self, G_CONNECT_SWAPPED);
    }
  light (self, FALSE);
}

static void
app_headset_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AppHeadset *self = APP_HEADSET (object);

  switch (id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_STANDING:
      g_value_set_enum (value, (int) app_headset_get_standing (self));
      break;
    case PROP_PRESSED:
      g_value_set_boolean (value, self->pressed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_headset_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AppHeadset *self = APP_HEADSET (object);

  if (id != PROP_ENABLED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->enabled == g_value_get_boolean (value))
    return;
  self->enabled = g_value_get_boolean (value);
  look (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
app_headset_dispose (GObject *object)
{
  AppHeadset *self = APP_HEADSET (object);

  drop_headset (self);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (app_headset_parent_class)->dispose (object);
}

static void
app_headset_finalize (GObject *object)
{
  AppHeadset *self = APP_HEADSET (object);

  g_weak_ref_clear (&self->phone);
  g_free (self->class_folder);
  g_free (self->device_folder);
  G_OBJECT_CLASS (app_headset_parent_class)->finalize (object);
}

static void
app_headset_class_init (AppHeadsetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_headset_get_property;
  object_class->set_property = app_headset_set_property;
  object_class->dispose = app_headset_dispose;
  object_class->finalize = app_headset_finalize;

  /**
   * AppHeadset:enabled:
   *
   * Whether a headset is looked for.
   */
  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                              flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * AppHeadset:standing:
   *
   * Whether there is one, and whether it can be used.
   */
  props[PROP_STANDING] = g_param_spec_enum ("standing", NULL, NULL, HEADSET_TYPE_STANDING, HEADSET_STANDING_NONE, flags);
  /**
   * AppHeadset:pressed:
   *
   * Whether a button of it was pressed: the proof that it works.
   */
  props[PROP_PRESSED] = g_param_spec_boolean ("pressed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_headset_init (AppHeadset *self)
{
  g_weak_ref_init (&self->phone, NULL);
  self->enabled = TRUE;
}

/**
 * app_headset_new:
 * @phone: the phone its buttons are for
 *
 * Returns: (transfer full): an object that looks for no headset yet
 */
AppHeadset *
app_headset_new (Phone *phone)
{
  AppHeadset *self = g_object_new (APP_TYPE_HEADSET, NULL);
  GListModel *calls = phone_get_calls (phone);

  g_weak_ref_set (&self->phone, phone);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "conference-changed", G_CALLBACK (light_cb), self, G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
  return self;
}

/**
 * app_headset_start:
 * @self: an object
 * @class_folder: (nullable): where the kernel describes raw devices
 * @device_folder: (nullable): where they are
 *
 * Looks for a headset from now on, as long as that is wanted.
 */
void
app_headset_start (AppHeadset *self,
                   const char *class_folder,
                   const char *device_folder)
{
  g_return_if_fail (APP_IS_HEADSET (self));

  self->class_folder = g_strdup (class_folder);
  self->device_folder = g_strdup (device_folder);
  self->started = TRUE;
  look (self);
}

/**
 * app_headset_get_standing:
 * @self: an object
 *
 * Returns: whether there is one, and whether it can be used
 */
HeadsetStanding
app_headset_get_standing (AppHeadset *self)
{
  g_return_val_if_fail (APP_IS_HEADSET (self), HEADSET_STANDING_NONE);

  return self->finder != NULL ? headset_finder_get_standing (self->finder) : HEADSET_STANDING_NONE;
}

/**
 * app_headset_get_name:
 * @self: an object
 *
 * Returns: (transfer none) (nullable): what the headset is called; %NULL: there is none
 */
const char *
app_headset_get_name (AppHeadset *self)
{
  g_return_val_if_fail (APP_IS_HEADSET (self), NULL);

  return self->finder != NULL ? headset_finder_get_name (self->finder) : NULL;
}

/**
 * app_headset_was_pressed:
 * @self: an object
 *
 * Returns: whether a button of the headset was pressed since it was found
 */
gboolean
app_headset_was_pressed (AppHeadset *self)
{
  g_return_val_if_fail (APP_IS_HEADSET (self), FALSE);

  return self->pressed;
}
