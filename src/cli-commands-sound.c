/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for devices: which there are, which are taken, and what is done to the voice. */

#include "cli-commands-sound.h"

#include "cli-report-private.h"
#include "phone-device-list.h"

/* Adds one row to the event, and a line to what is said in words. */
static void
add_device (JsonArray   *devices,
            GString     *words,
            PhoneDevice *device,
            gboolean     chosen)
{
  JsonObject *object = json_object_new ();
  const char *id = phone_device_get_id (device);
  const char *name = phone_device_get_name (device);

  json_object_set_string_member (object, "id", id);
  if (name != NULL)
    json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "present", phone_device_is_present (device));
  json_array_add_object_element (devices, object);
  g_string_append_printf (words, "\n%c %s (%s)%s", chosen ? '*' : ' ', name != NULL ? name : id,
                          *id != '\0' ? id : "default", phone_device_is_present (device) ? "" : ", not connected");
}

static void
report_list (PhoneDeviceList *list,
             GParamSpec      *pspec,
             CliReport       *report)
{
  const char *kind = g_object_get_data (G_OBJECT (list), "kind");
  guint chosen = phone_device_list_get_chosen (list);
  JsonObject *event = cli_report_new_event ("devices");
  JsonArray *devices = json_array_new ();
  g_autoptr (GString) words = g_string_new (kind);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (list)); n++)
    {
      g_autoptr (PhoneDevice) device = g_list_model_get_item (G_LIST_MODEL (list), n);

      add_device (devices, words, device, n == chosen);
      if (n == chosen)
        json_object_set_string_member (event, "chosen", phone_device_get_id (device));
    }
  json_object_set_string_member (event, "kind", kind);
  json_object_set_array_member (event, "devices", devices);
  cli_report_send (report, event, words->str);
}

/* "devices": all of them, now and each time one comes or goes. */
static gboolean
run_devices (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PHONE_TYPE_DEVICE_KIND);

  for (guint n = 0; n < kinds->n_values; n++)
    {
      const char *kind = kinds->values[n].value_nick;
      g_autofree char *key = g_strconcat ("cli-devices-", kind, NULL);
      PhoneDeviceList *list = phone_device_list_new (phone_get_devices (context->phone),
                                                     (PhoneDeviceKind) kinds->values[n].value);

      g_object_set_data (G_OBJECT (list), "kind", (gpointer) kind);
      g_signal_connect (list, "notify::chosen", G_CALLBACK (report_list), context->report);
      g_object_set_data_full (G_OBJECT (context->phone), key, list, g_object_unref);
      report_list (list, NULL, context->report);
    }
  return TRUE;
}

static gboolean
choose (const CliCommandContext *context,
        PhoneDeviceKind          kind,
        const char              *device)
{
  phone_devices_choose (phone_get_devices (context->phone), kind, g_str_equal (device, "default") ? "" : device);
  return TRUE;
}

static gboolean
run_microphone (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  return choose (context, PHONE_DEVICE_KIND_MICROPHONE, argument);
}

static gboolean
run_speaker (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  return choose (context, PHONE_DEVICE_KIND_SPEAKER, argument);
}

/* "ringer all" is every speaker there is. */
static gboolean
run_ringer (const CliCommandContext *context,
            const char              *argument,
            GError                 **error)
{
  gboolean all = g_str_equal (argument, "all");

  phone_devices_set_ring_on_all (phone_get_devices (context->phone), all);
  return all || choose (context, PHONE_DEVICE_KIND_RINGER, argument);
}

static gboolean
run_camera_device (const CliCommandContext *context,
                   const char              *argument,
                   GError                 **error)
{
  return choose (context, PHONE_DEVICE_KIND_CAMERA, argument);
}

static gboolean
set_switch (const CliCommandContext *context,
            const char              *property,
            const char              *argument,
            GError                 **error)
{
  gboolean on = g_str_equal (argument, "on");

  if (!on && !g_str_equal (argument, "off"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "on or off, not “%s”", argument);
      return FALSE;
    }
  g_object_set (phone_get_devices (context->phone), property, on, NULL);
  return TRUE;
}

static gboolean
run_cancel_echo (const CliCommandContext *context,
                 const char              *argument,
                 GError                 **error)
{
  return set_switch (context, "cancel-echo", argument, error);
}

static gboolean
run_suppress_noise (const CliCommandContext *context,
                    const char              *argument,
                    GError                 **error)
{
  return set_switch (context, "suppress-noise", argument, error);
}

static gboolean
run_adjust_level (const CliCommandContext *context,
                  const char              *argument,
                  GError                 **error)
{
  return set_switch (context, "adjust-level", argument, error);
}

static const CliCommand commands[] = {
  { "devices", FALSE, run_devices },
  { "microphone", TRUE, run_microphone },
  { "speaker", TRUE, run_speaker },
  { "ringer", TRUE, run_ringer },
  { "camera-device", TRUE, run_camera_device },
  { "cancel-echo", TRUE, run_cancel_echo },
  { "suppress-noise", TRUE, run_suppress_noise },
  { "adjust-level", TRUE, run_adjust_level },
};

/**
 * cli_commands_sound_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_sound_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
