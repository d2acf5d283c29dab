/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: “Answer with Video” stands on two screens, and must stand on neither where it could not be kept. Cameras
 * come and go, and are found some time after they are looked for. */

#include "app-video-offer.h"

#include "config.h"

#include "phone-device-list.h"
#include "phone-pictures.h"

struct _AppVideoOffer
{
  GObject parent_instance;

  PhoneVideo *video;
  PhoneDeviceList *cameras; /* NULL: this machine has no pictures, or nobody offers any */
  gboolean possible;
};

G_DEFINE_FINAL_TYPE (AppVideoOffer, app_video_offer, G_TYPE_OBJECT)

enum
{
  PROP_POSSIBLE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The row of the system's choice stands there without any camera, too. */
static gboolean
has_camera (GListModel *cameras)
{
  for (guint n = 0; cameras != NULL && n < g_list_model_get_n_items (cameras); n++)
    {
      g_autoptr (PhoneDevice) camera = g_list_model_get_item (cameras, n);

      if (*phone_device_get_id (camera) != '\0' && phone_device_is_present (camera))
        return TRUE;
    }
  return FALSE;
}

static void
update (AppVideoOffer *self)
{
  gboolean possible = phone_video_is_offered (self->video) && has_camera (G_LIST_MODEL (self->cameras));

  if (self->possible == possible)
    return;
  self->possible = possible;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POSSIBLE]);
}

static void
app_video_offer_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_POSSIBLE:
      g_value_set_boolean (value, APP_VIDEO_OFFER (object)->possible);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_video_offer_dispose (GObject *object)
{
  g_clear_object (&APP_VIDEO_OFFER (object)->cameras);
  g_clear_object (&APP_VIDEO_OFFER (object)->video);
  G_OBJECT_CLASS (app_video_offer_parent_class)->dispose (object);
}

static void
app_video_offer_class_init (AppVideoOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_video_offer_get_property;
  object_class->dispose = app_video_offer_dispose;

  /**
   * AppVideoOffer:possible:
   *
   * Whether the call can be answered with pictures.
   */
  props[PROP_POSSIBLE] = g_param_spec_boolean ("possible", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_video_offer_init (AppVideoOffer *self)
{
}

/**
 * app_video_offer_new:
 * @phone: (nullable): the phone it comes in at; %NULL: nothing is possible
 * @call: a call that comes in
 *
 * Returns: (transfer full): whether it can be answered with pictures, as long as it is asked
 */
AppVideoOffer *
app_video_offer_new (Phone     *phone,
                     PhoneCall *call)
{
  AppVideoOffer *self;

  g_return_val_if_fail (PHONE_IS_CALL (call), NULL);

  self = g_object_new (APP_TYPE_VIDEO_OFFER, NULL);
  self->video = g_object_ref (phone_call_get_video (call));
  if (phone == NULL || !phone_video_is_offered (self->video) || !phone_check_pictures (phone, NULL))
    return self;
  self->cameras = phone_device_list_new (phone_get_devices (phone), PHONE_DEVICE_KIND_CAMERA);
  g_signal_connect_object (self->cameras, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->video, "notify::offered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * app_video_offer_is_possible:
 * @self: an offer
 *
 * Returns: %TRUE when the call can be answered with pictures
 */
gboolean
app_video_offer_is_possible (AppVideoOffer *self)
{
  g_return_val_if_fail (APP_IS_VIDEO_OFFER (self), FALSE);

  return self->possible;
}
