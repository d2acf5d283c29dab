/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The phone knows what it sounds like and what may be recorded, and forgets it when it ends; the desktop remembers. */

#include "app-phone-settings.h"

#include "app-desktop-quiet.h"
#include "app-settings.h"
#include "phone-devices.h"
#include "phone-message-rules.h"
#include "phone-recording-rules.h"
#include "phone-sounds.h"

/* GSettings has no binding of its own for a dictionary. */
static gboolean
read_variant (GValue   *value,
              GVariant *variant,
              gpointer  user_data)
{
  g_value_set_variant (value, variant);
  return TRUE;
}

static GVariant *
write_variant (const GValue       *value,
               const GVariantType *expected_type,
               gpointer            user_data)
{
  return g_value_dup_variant (value);
}

/* The keys are called as the properties; but for the names, which are those of their own. */
static void
bind_devices (GSettings    *settings,
              PhoneDevices *devices)
{
  static const char *const keys[] = { "microphone",  "speaker",        "ringer",       "camera", "ring-on-all",
                                      "cancel-echo", "suppress-noise", "adjust-level", };

  for (gsize n = 0; n < G_N_ELEMENTS (keys); n++)
    g_settings_bind (settings, keys[n], devices, keys[n], G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "device-names", phone_devices_get_names (devices), "names",
                                G_SETTINGS_BIND_DEFAULT, read_variant, write_variant, NULL, NULL);
}

/**
 * app_phone_settings_bind:
 * @phone: a phone
 *
 * Gives a phone what was decided before, and keeps what is decided from now on. Where the settings are not installed it is
 * decided for one run.
 */
void
app_phone_settings_bind (Phone *phone)
{
  g_autoptr (GSettings) settings = app_settings_new ();

  g_return_if_fail (PHONE_IS_PHONE (phone));

  if (settings == NULL)
    return;
  g_settings_bind (settings, "recording-consent", phone_get_recording_rules (phone), "consent", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "recording-announced", phone_get_recording_rules (phone), "announced",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "delivery-receipts", phone_get_message_rules (phone), "delivery-receipts",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "read-receipts", phone_get_message_rules (phone), "read-receipts", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "tell-typing", phone_get_message_rules (phone), "typing", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "tones-territory", phone_get_sounds (phone), "territory", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "key-sounds", phone_get_sounds (phone), "key-sounds", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "ringtones", phone_get_sounds (phone), "ringtones", G_SETTINGS_BIND_DEFAULT,
                                read_variant, write_variant, NULL, NULL);
  bind_devices (settings, phone_get_devices (phone));
  app_desktop_quiet_get (phone);
}
